import fp from 'fastify-plugin'
import { PickLineService } from './pick-line-service.ts'
import { PickListService } from './pick-list-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    pickLists: PickListService
    pickLines: PickLineService
  }
}

export default fp(
  async (app) => {
    const pickLists = new PickListService(app.db)
    app.decorate('pickLists', pickLists)
    app.decorate('pickLines', new PickLineService(app.db, pickLists, app.inventory))
  },
  { name: 'pick-lists', fastify: '5.x', dependencies: ['database', 'inventory'] },
)
