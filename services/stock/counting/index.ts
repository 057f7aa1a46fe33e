import fp from 'fastify-plugin'
import { COUNT_EFFECT, countEffect } from './count-effect.ts'
import { CountingRoundService } from './counting-round-service.ts'
import { CountingService } from './counting-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    counting: CountingService
    countingRounds: CountingRoundService
  }
}

export default fp(
  async (app) => {
    const counting = new CountingService(app.db, app.parts)
    app.operationEffects.register(COUNT_EFFECT, countEffect)
    app.decorate('counting', counting)
    app.decorate('countingRounds', new CountingRoundService(app.db, counting))
  },
  { name: 'counting', fastify: '5.x', dependencies: ['database', 'parts', 'boxes', 'inventory', 'operations'] },
)
