import fp from 'fastify-plugin'
import { orderedPartGuard, orderingSellerGuard } from './deletion-guards.ts'
import { ShoppingListLineService } from './line-service.ts'
import { SellerGroupService } from './seller-group-service.ts'
import { ShoppingListService } from './shopping-list-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    shoppingLists: ShoppingListService
    shoppingListLines: ShoppingListLineService
    sellerGroups: SellerGroupService
  }
}

export default fp(
  async (app) => {
    const { sellerIconSource } = app.config
    app.parts.deletionGuards.add(orderedPartGuard)
    app.sellers.deletionGuards.add(orderingSellerGuard)
    app.decorate('shoppingLists', new ShoppingListService(app.db, sellerIconSource))
    app.decorate('sellerGroups', new SellerGroupService(app.db, sellerIconSource))
    app.decorate('shoppingListLines', new ShoppingListLineService(app.db, app.inventory, sellerIconSource))
  },
  { name: 'shopping-lists', fastify: '5.x', dependencies: ['config', 'database', 'inventory', 'parts', 'sellers'] },
)
