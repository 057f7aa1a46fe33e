import fp from 'fastify-plugin'
import { BomService } from './bom-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    billsOfMaterials: BomService
  }
}

export default fp(
  async (app) => {
    app.decorate('billsOfMaterials', new BomService(app.db, app.parts))
  },
  { name: 'bills-of-materials', fastify: '5.x', dependencies: ['database', 'kits', 'parts'] },
)
