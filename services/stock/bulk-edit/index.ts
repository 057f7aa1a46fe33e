import fp from 'fastify-plugin'
import { BulkEditService } from './bulk-edit-service.ts'
import { PART_EDIT } from './edit-detail.ts'
import { partEdit } from './edit-effect.ts'

declare module 'fastify' {
  interface FastifyInstance {
    bulkEdit: BulkEditService
  }
}

export default fp(
  async (app) => {
    app.operationEffects.register(PART_EDIT, partEdit)
    app.decorate('bulkEdit', new BulkEditService(app.db, app.partSearch))
  },
  { name: 'bulk-edit', fastify: '5.x', dependencies: ['database', 'operations', 'part-search'] },
)
