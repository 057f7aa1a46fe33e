import fp from 'fastify-plugin'
import { InventoryService } from './inventory-service.ts'
import { retiredLedger } from './retired-ledger.ts'
import { stockedPartGuard } from './stocked-part-guard.ts'

declare module 'fastify' {
  interface FastifyInstance {
    inventory: InventoryService
  }
}

export default fp(
  async (app) => {
    app.parts.deletionGuards.add(stockedPartGuard)
    app.parts.retirement.addStep(retiredLedger)
    app.decorate('inventory', new InventoryService(app.db, app.parts, app.config.locationSuggestion))
  },
  { name: 'inventory', fastify: '5.x', dependencies: ['config', 'database', 'parts'] },
)
