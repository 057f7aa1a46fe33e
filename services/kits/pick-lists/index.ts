import fp from 'fastify-plugin'
import { lineEffect, PICK_LIST_LINE } from './line-effect.ts'
import { PickLineService } from './pick-line-service.ts'
import { PickListService } from './pick-list-service.ts'
import { keepPlannedLocations } from './planned-locations.ts'

declare module 'fastify' {
  interface FastifyInstance {
    pickLists: PickListService
    pickLines: PickLineService
  }
}

export default fp(
  async (app) => {
    const pickLists = new PickListService(app.db)
    app.boxes.guardLocations(keepPlannedLocations)
    app.decorate('pickLists', pickLists)
    app.operationEffects.register(PICK_LIST_LINE, lineEffect)
    app.decorate('pickLines', new PickLineService(app.db, pickLists, app.inventory))
  },
  { name: 'pick-lists', fastify: '5.x', dependencies: ['boxes', 'database', 'inventory', 'operations'] },
)
