import fp from 'fastify-plugin'
import { PART_DELETION } from './deletion-detail.ts'
import { partDeletion } from './deletion-effect.ts'
import { RetiredPartService } from './retired-part-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    retiredParts: RetiredPartService
  }
}

export default fp(
  async (app) => {
    app.operationEffects.register(PART_DELETION, partDeletion(app.parts))
    app.decorate('retiredParts', new RetiredPartService(app.db, app.parts))
  },
  { name: 'retired-parts', fastify: '5.x', dependencies: ['database', 'operations', 'parts'] },
)
