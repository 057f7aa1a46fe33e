import fp from 'fastify-plugin'
import { KitLinkList } from './kit-link-list.ts'
import { KitShoppingListService } from './kit-shopping-list-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    kitLinkList: KitLinkList
    kitShoppingLists: KitShoppingListService
  }
}

export default fp(
  async (app) => {
    app.decorate('kitLinkList', new KitLinkList(app.db))
    app.decorate('kitShoppingLists', new KitShoppingListService(app.db, app.shoppingLists))
  },
  { name: 'kit-shopping-lists', fastify: '5.x', dependencies: ['database', 'kits', 'shopping-lists'] },
)
