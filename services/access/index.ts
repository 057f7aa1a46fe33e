import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import auth from './auth/index.ts'
import oidcClient from './oidc-client/index.ts'

/** Who a caller is: tokens, sign-in and the identity provider. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(oidcClient)
    await app.register(auth)
  },
  { name: 'access-wing', fastify: '5.x', dependencies: ['database'] },
)
