import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asksForPage } from '../../../plugins/asks-for-page.ts'
import { cookieValues, ID_COOKIE } from '../../../plugins/auth/cookies.ts'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { foreignOrigin } from '../../../plugins/origin-guard/index.ts'
import { doerOf } from '../doer.ts'
import { isFromForeignPage } from './foreign-page.ts'
import { originOf, PUBLIC_ROUTE } from './public-route.ts'
import { LogoutQuery, SentOn, SignedOut } from './schemas.ts'
import { askToSignOut } from './sign-out-question.ts'

const tags = ['Sign-in']
/** A form that is only a button has no fields. */
const FORM = { parseAs: 'buffer', bodyLimit: 1024 } as const

type LogoutRequest = FastifyRequest<{ Querystring: { redirect?: string } }>

/** Whether the browser shows the answer as a page of its own, not as a picture or in a frame. */
function opensPage({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const shownAs = headers['sec-fetch-dest']
  return asksForPage(headers) && (shownAs === undefined || shownAs === 'document')
}

/** `/api/auth/logout`: signing out, by a link or by a request that says where it comes from. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, callers, config, devices, signIn } = app
  const isPaired = config.authMode === 'own'

  app.addContentTypeParser<Buffer>('application/x-www-form-urlencoded', FORM, (_request, _body, done) => done(null))

  /** Signs the browser out: each device whose cookie it has, which has to be paired again then. */
  async function endDevices(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = (await callers?.devices(auth.deviceCookie.read(request), request.ip)) ?? []
    for (const { identity } of known) {
      if (identity.credential !== undefined) {
        await devices.signOut(identity.credential.id, doerOf({ identity, ip: request.ip }))
      }
    }
    auth.deviceCookie.clear(request, reply)
  }

  /** @returns where the browser goes next. */
  async function signOut(request: LogoutRequest, reply: FastifyReply): Promise<string> {
    const [idToken, ...others] = cookieValues(request.headers.cookie, ID_COOKIE)
    const { url, providerMissing } = await signIn.end({
      redirect: request.query.redirect,
      reached: originOf(request),
      idToken: others.length === 0 ? (idToken ?? null) : null,
      refreshTokens: auth.credentialsOf(request.headers).refreshCookies,
      address: request.ip,
    })
    if (providerMissing) request.log.warn('signed out here only: the identity provider is not available')
    if (isPaired) await endDevices(request, reply)
    else auth.cookies.clearTokens(reply)
    request.log.info('signed out')
    return url
  }

  app.get(
    '/auth/logout',
    {
      ...PUBLIC_ROUTE,
      schema: {
        tags,
        summary: 'Sign out by a link',
        description:
          'A browser that a page of another site may have sent is not signed out (403): a person who opens the address is asked first.',
        querystring: LogoutQuery,
        response: { 302: SentOn, 403: ErrorResponse },
      },
    },
    async (request, reply) => {
      // A page of another site can send people here, though it may not sign them out.
      if (config.authMode !== 'open' && isFromForeignPage(request, config, originOf(request))) {
        if (!opensPage(request)) throw foreignOrigin()
        const redirect = signIn.pageAfter(request.query.redirect, originOf(request))
        return askToSignOut(reply, { redirect, home: `${config.basePath}/`, isPaired })
      }
      return reply.redirect(await signOut(request, reply), 302)
    },
  )

  app.post(
    '/auth/logout',
    {
      config: { ...PUBLIC_ROUTE.config, idempotency: 'none' },
      schema: {
        tags,
        summary: 'Sign out',
        description:
          'For pages of the service: works without `Referer` too. The answer says where the browser goes next; a form is sent there (303).',
        querystring: LogoutQuery,
        response: { 200: SignedOut, 303: SentOn, 403: ErrorResponse },
      },
    },
    async (request, reply) => {
      const url = await signOut(request, reply)
      return asksForPage(request.headers) ? reply.redirect(url, 303) : reply.code(200).send({ url })
    },
  )
}

export default routes
