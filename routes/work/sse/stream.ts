import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { callerSubject, isAdmin, mayRead } from '../../caller.ts'
import { streamRequestId } from './request-id.ts'

const RETRY_SECONDS = 30
/** For readers of the API: the stream is written past the framework. */
const EVENTS = { 'text/event-stream': { schema: Type.String() } }

function tooManyStreams(): DomainError {
  const hint = 'Close pages that are not needed, or ask the operator about SSE_MAX_STREAMS'
  return new DomainError(503, 'TOO_MANY_STREAMS', 'Too many event streams are open', hint)
}

/** `GET /api/sse/stream`: live events for one page, served by the service itself. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, sse } = app
  const { own } = sse.streams
  // An external gateway answers the browsers then.
  if (own === null) return

  app.get(
    '/sse/stream',
    {
      config: { access: 'public', holdsShutdown: false },
      exposeHeadRoute: false,
      schema: {
        tags: ['Live events'],
        summary: 'Open an event stream',
        description: 'Server-sent events without names; the data is JSON: `{"type": …, "payload": …}`.',
        querystring: Type.Object({
          request_id: Type.Optional(Type.String({ description: 'What the page calls its stream; no colons' })),
        }),
        response: { 200: { description: 'The events, as long as the page listens', content: EVENTS } },
      },
    },
    async (request, reply) => {
      const requestId = streamRequestId(request.url)
      // A page without a valid session gets its stream all the same, and sees what concerns everybody.
      await auth.identify(request, reply).catch((err) => request.log.info({ err }, 'an event stream without a user'))
      const subject = callerSubject(request)
      if (subject === null) request.log.warn({ requestId }, 'an event stream is bound to nobody')
      const { identity, ip: address } = request
      const stream = {
        requestId,
        subject,
        address,
        mayRead: mayRead(identity, app.authService),
        isAdmin: isAdmin(identity, app.authService),
      }
      if (!own.hasRoomFor(stream)) {
        reply.header('retry-after', RETRY_SECONDS)
        throw tooManyStreams()
      }
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      own.open(reply.raw, {
        ...stream,
        credential: identity?.credential ?? null,
        lastEventId: request.headers['last-event-id']?.toString(),
      })
    },
  )
}

export default routes
