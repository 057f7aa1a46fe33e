import fp from 'fastify-plugin'
import { orderedPartGuard, orderingSellerGuard } from './deletion-guards.ts'
import { KEPT_LINES } from './effect-statements.ts'
import { TOUCH_LISTS } from './guard-statements.ts'
import { ShoppingListLineService } from './line-service.ts'
import { receiptEffect, SHOPPING_LIST_RECEIPT } from './receipt-effect.ts'
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
    app.parts.retirement.keepTable({ ...KEPT_LINES, afterwards: TOUCH_LISTS.part_id })
    app.sellers.deletionGuards.add(orderingSellerGuard)
    app.operationEffects.register(SHOPPING_LIST_RECEIPT, receiptEffect)
    app.decorate('shoppingLists', new ShoppingListService(app.db, sellerIconSource))
    app.decorate('sellerGroups', new SellerGroupService(app.db, sellerIconSource))
    app.decorate('shoppingListLines', new ShoppingListLineService(app.db, app, sellerIconSource))
  },
  {
    name: 'shopping-lists',
    fastify: '5.x',
    dependencies: ['config', 'database', 'inventory', 'operations', 'parts', 'receipts', 'sellers'],
  },
)
