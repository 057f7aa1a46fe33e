import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieValues, ID_COOKIE } from '../../../plugins/auth/cookies.ts'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { foreignOrigin } from '../../../plugins/origin-guard/index.ts'
import { doerOf } from '../doer.ts'
import { keepBegunSignIn, readBegunSignIns } from './begun-sign-ins.ts'
import { isFromForeignPage } from './foreign-page.ts'
import mode from './mode.ts'
import { CallbackQuery, LoginQuery, LogoutQuery, SentOn } from './schemas.ts'
import self from './self.ts'

const tags = ['Sign-in']

/** The origin that a request has come to, as its client names it. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`
}

/** A probe with HEAD must not use up what works once. */
const route = {
  // Nobody is known here yet, and each call may be one of the provider or leave a row behind.
  config: { access: 'public', rateLimit: { max: 300, timeWindow: 60_000 } },
  exposeHeadRoute: false,
} as const

/** `/api/auth`: signing in and out with the identity provider, and who is signed in. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, config, devices, signIn } = app

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(self)
  await app.register(mode)

  /** Signs the device of the browser out, which has to be paired again then. */
  async function endDevice(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const identity = await auth.identify(request, reply).catch(() => null)
    if (identity?.credential?.kind === 'device') await devices.signOut(identity.credential.id, doerOf(request))
    auth.deviceCookie.clear(request, reply)
  }

  app.get(
    '/auth/login',
    {
      ...route,
      schema: { tags, summary: 'Sign in', querystring: LoginQuery, response: { 302: SentOn } },
    },
    async (request, reply) => {
      const { url, stateHash } = await signIn.begin(request.query.redirect, originOf(request))
      if (stateHash !== null) keepBegunSignIn(request, reply, auth.cookies, stateHash)
      request.log.info('sign-in begun')
      return reply.redirect(url, 302)
    },
  )

  app.get(
    '/auth/callback',
    {
      ...route,
      schema: {
        tags,
        summary: 'Come back from the identity provider',
        querystring: CallbackQuery,
        response: { 302: SentOn, 401: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { identity, tokens, redirect } = await signIn.complete(request.query, readBegunSignIns(request))
      auth.cookies.setTokens(reply, tokens)
      request.log.info({ subject: identity.subject }, 'signed in')
      return reply.redirect(redirect, 302)
    },
  )

  app.get(
    '/auth/logout',
    {
      ...route,
      schema: { tags, summary: 'Sign out', querystring: LogoutQuery, response: { 302: SentOn, 403: ErrorResponse } },
    },
    async (request, reply) => {
      // A page of another site can send people here, though it may not sign them out.
      if (config.authMode !== 'open' && isFromForeignPage(request, config, originOf(request))) throw foreignOrigin()
      const [idToken, ...others] = cookieValues(request.headers.cookie, ID_COOKIE)
      const hint = others.length === 0 ? (idToken ?? null) : null
      const { redirect } = request.query
      const { refreshCookies: refreshTokens } = auth.credentialsOf(request.headers)
      const { url, providerMissing } = await signIn.end({
        redirect,
        reached: originOf(request),
        idToken: hint,
        refreshTokens,
      })
      if (providerMissing) request.log.warn('signed out here only: the identity provider is not available')
      if (config.authMode === 'own') await endDevice(request, reply)
      else auth.cookies.clearTokens(reply)
      request.log.info('signed out')
      return reply.redirect(url, 302)
    },
  )
}

export default routes
