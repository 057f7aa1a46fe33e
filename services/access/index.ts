import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import accessChanges from './access-changes/index.ts'
import accessLog from './access-log/index.ts'
import auth from './auth/index.ts'
import callers from './caller-memory/index.ts'
import devices from './devices/index.ts'
import oidcClient from './oidc-client/index.ts'
import pairing from './pairing/index.ts'
import people from './people/index.ts'
import accessTokens from './tokens/index.ts'

/** Who a caller is: people with their devices and access tokens, or those of an identity provider. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(accessChanges)
    await app.register(accessLog)
    await app.register(people)
    await app.register(devices)
    await app.register(accessTokens)
    await app.register(pairing)
    await app.register(callers)
    await app.register(oidcClient)
    await app.register(auth)
  },
  { name: 'access-wing', fastify: '5.x', dependencies: ['database'] },
)
