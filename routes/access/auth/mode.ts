import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { AuthenticationError } from '../../../plugins/auth/auth-errors.ts'
import { Nullable, OneOf } from '../../../services/schema-types.ts'

const SignInMode = Type.Object(
  {
    mode: OneOf(['open', 'own', 'oidc'], {}),
    secure: Type.Boolean({ description: 'Whether the browser uses HTTPS; without it, phones open no camera' }),
    needs_administrator: Type.Boolean({
      description: 'Whether nobody administers the service yet: whoever pairs the first device is asked for their name',
    }),
    signed_in_as: Nullable(
      Type.String({ description: 'Name of whom this browser is paired with: pairing it again signs them out there' }),
    ),
  },
  { title: 'SignInMode' },
)

/** `/api/auth/mode`: how one signs in, for pages that nobody is signed in to. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { auth, config, people } = app

  /** The name of whom a browser is paired with; null for one that is not, or not any more. */
  async function pairedName(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const isPaired = request.headers.authorization === undefined && auth.deviceCookie.read(request).length > 0
    if (config.authMode !== 'own' || !isPaired) return null
    try {
      return (await auth.identify(request, reply))?.name ?? null
    } catch (error) {
      if (error instanceof AuthenticationError) return null
      throw error
    }
  }

  app.get(
    '/auth/mode',
    {
      config: { access: 'public' },
      schema: { tags: ['Sign-in'], summary: 'How to sign in', response: { 200: SignInMode } },
    },
    async (request, reply) => ({
      mode: config.authMode,
      secure: auth.deviceCookie.isSecure(request),
      needs_administrator: config.authMode === 'own' && (await people.someAdministrators()).length === 0,
      signed_in_as: await pairedName(request, reply),
    }),
  )
}

export default routes
