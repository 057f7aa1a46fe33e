import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { NoSuchPathError } from '../../../plugins/errors/validation-error.ts'
import { LOCAL_USER } from '../../../plugins/sse/live-event.ts'
import { isAdmin, mayRead } from '../../caller.ts'
import { parseCallback } from './callback-body.ts'
import { forwardedHeaders } from './forwarded-headers.ts'
import { streamRequestId } from './request-id.ts'

const CallbackQuery = Type.Object({ secret: Type.Optional(Type.String()) })

function isSecret(sent: unknown, secret: string): boolean {
  const [a, b] = [Buffer.from(typeof sent === 'string' ? sent : ''), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Who has opened a stream. */
interface Opener {
  /** Null when that cannot be told. */
  subject: string | null
  mayRead: boolean
  isAdmin: boolean
}

/** Who has opened a stream, from the headers that the gateway passes on. */
async function openerOf(app: FastifyInstance, headers: IncomingHttpHeaders): Promise<Opener> {
  if (!app.authService.isEnabled) return { subject: LOCAL_USER, mayRead: true, isAdmin: true }
  const identity = await app.auth.identifyForwarded(headers)
  const { authService } = app
  return {
    subject: identity?.subject ?? null,
    mayRead: mayRead(identity, authService),
    isAdmin: isAdmin(identity, authService),
  }
}

/** `POST /api/sse/callback`: the external gateway reports that a stream has opened or ended. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, sse } = app
  const { gateway } = sse.streams

  // The body is left as it is: what is wrong with it is answered in an order of its own.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.post<{ Querystring: Static<typeof CallbackQuery> }>(
    '/sse/callback',
    {
      config: { access: 'public', idempotency: { around: 'afterwards' } },
      // Before a body is read: anybody can send one.
      onRequest: async (request) => {
        if (gateway === null) throw new NoSuchPathError()
        const { sseCallbackSecret } = config
        if (sseCallbackSecret !== '' && !isSecret(request.query.secret, sseCallbackSecret)) {
          throw new DomainError(401, 'AUTHENTICATION_REQUIRED', 'Unauthorized', 'The secret of the callback is wrong')
        }
      },
      schema: {
        tags: ['Live events'],
        summary: 'Callback of the event gateway',
        querystring: CallbackQuery,
        response: { 200: Type.Object({}) },
      },
    },
    async (request, reply) => {
      if (gateway === null) throw new NoSuchPathError()
      const callback = parseCallback(request)
      if (callback.action === 'disconnect') {
        await gateway.disconnect(callback.token)
        return {}
      }
      const { url } = callback.request
      const requestId = streamRequestId(url)
      const headers = forwardedHeaders(callback.request.headers ?? {})
      const opener = await openerOf(app, headers).catch((err) => {
        request.log.info({ err }, 'an event stream without a user')
        return { subject: null, mayRead: false, isAdmin: false }
      })
      if (opener.subject === null) request.log.warn({ requestId }, 'an event stream is bound to nobody')
      const renewable = app.auth.credentialsOf(headers).refreshCookies.length > 0
      const afterwards = await gateway.connect({ requestId, token: callback.token, url, ...opener, renewable })
      reply.raw.once('close', () => {
        afterwards().catch((err) => request.log.warn({ err }, 'a connection could not be announced'))
      })
      return {}
    },
  )
}

export default routes
