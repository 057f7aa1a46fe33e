import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OneOf } from '../../../services/schema-types.ts'

const SignInMode = Type.Object(
  {
    mode: OneOf(['open', 'own', 'oidc'], {}),
    secure: Type.Boolean({ description: 'Whether the browser uses HTTPS; without it, phones open no camera' }),
  },
  { title: 'SignInMode' },
)

/** `/api/auth/mode`: how one signs in, for pages that nobody is signed in to. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, config } = app

  app.get(
    '/auth/mode',
    {
      config: { access: 'public' },
      schema: { tags: ['Sign-in'], summary: 'How to sign in', response: { 200: SignInMode } },
    },
    async (request) => ({ mode: config.authMode, secure: auth.deviceCookie.isSecure(request) }),
  )
}

export default routes
