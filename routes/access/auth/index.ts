import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { keepBegunSignIn, readBegunSignIns } from './begun-sign-ins.ts'
import mode from './mode.ts'
import { originOf, PUBLIC_ROUTE } from './public-route.ts'
import { CallbackQuery, LoginQuery, SentOn } from './schemas.ts'
import self from './self.ts'
import signOut from './sign-out.ts'

const tags = ['Sign-in']

/** `/api/auth`: signing in and out with the identity provider, and who is signed in. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, signIn } = app

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(self)
  await app.register(mode)
  await app.register(signOut)

  app.get(
    '/auth/login',
    {
      ...PUBLIC_ROUTE,
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
      ...PUBLIC_ROUTE,
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
}

export default routes
