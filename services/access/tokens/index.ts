import fp from 'fastify-plugin'
import { TokenService } from './token-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    accessTokens: TokenService
  }
}

export default fp(
  async (app) => {
    const { config, db, accessLog, accessChanges } = app
    app.decorate(
      'accessTokens',
      new TokenService({ db, log: accessLog, changes: accessChanges, isOff: !config.needsSignIn }),
    )
  },
  { name: 'access-tokens', fastify: '5.x', dependencies: ['config', 'database', 'access-changes', 'access-log'] },
)
