import fp from 'fastify-plugin'
import { alternatePartGuard } from './alternate-part-guard.ts'
import { BomService } from './bom-service.ts'
import { KEPT_ALTERNATES, KEPT_UNFITTED } from './deleted-part-statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    billsOfMaterials: BomService
  }
}

export default fp(
  async (app) => {
    app.parts.deletionGuards.add(alternatePartGuard)
    app.parts.retirement.keepTable(KEPT_ALTERNATES)
    app.parts.retirement.keepTable(KEPT_UNFITTED)
    app.decorate('billsOfMaterials', new BomService(app.db, app.parts))
  },
  { name: 'bills-of-materials', fastify: '5.x', dependencies: ['database', 'kits', 'parts'] },
)
