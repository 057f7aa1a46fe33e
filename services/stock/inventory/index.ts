import fp from 'fastify-plugin'
import { InventoryService } from './inventory-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    inventory: InventoryService
  }
}

export default fp(
  async (app) => {
    app.decorate('inventory', new InventoryService(app.db, app.parts, app.config.locationSuggestion))
  },
  { name: 'inventory', fastify: '5.x', dependencies: ['config', 'database', 'parts'] },
)
