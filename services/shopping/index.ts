import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import kitShoppingLists from './kit-shopping-lists/index.ts'
import shoppingLists from './shopping-lists/index.ts'

/** Shopping lists: their lines by seller, receipts, and the parts that kits lack. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(shoppingLists)
    await app.register(kitShoppingLists)
  },
  { name: 'shopping-wing', fastify: '5.x', dependencies: ['database'] },
)
