import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OneOf } from '../../../services/schema-types.ts'

const SignInMode = Type.Object(
  {
    mode: OneOf(['open', 'own', 'oidc'], {}),
    secure: Type.Boolean({ description: 'Whether the browser uses HTTPS; without it, phones open no camera' }),
    needs_administrator: Type.Boolean({
      description: 'Whether nobody administers the service yet: whoever pairs the first device is asked for their name',
    }),
  },
  { title: 'SignInMode' },
)

/** `/api/auth/mode`: how one signs in, for pages that nobody is signed in to. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, config, people } = app

  app.get(
    '/auth/mode',
    {
      config: { access: 'public' },
      schema: { tags: ['Sign-in'], summary: 'How to sign in', response: { 200: SignInMode } },
    },
    async (request) => ({
      mode: config.authMode,
      secure: auth.deviceCookie.isSecure(request),
      needs_administrator: config.authMode === 'own' && (await people.someAdministrators()).length === 0,
    }),
  )
}

export default routes
