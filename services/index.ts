import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import auth from './auth/index.ts'
import boxes from './boxes/index.ts'
import dashboard from './dashboard/index.ts'
import inventory from './inventory/index.ts'
import kitShoppingLists from './kit-shopping-lists/index.ts'
import kits from './kits/index.ts'
import listMemberships from './list-memberships/index.ts'
import oidcClient from './oidc-client/index.ts'
import parts from './parts/index.ts'
import pickListReport from './pick-list-report/index.ts'
import pickLists from './pick-lists/index.ts'
import sellerLinks from './seller-links/index.ts'
import sellers from './sellers/index.ts'
import shoppingLists from './shopping-lists/index.ts'
import tasks from './tasks/index.ts'
import types from './types/index.ts'
import version from './version/index.ts'

/** Every domain service, in the order of their dependencies. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(oidcClient)
    await app.register(auth)
    await app.register(tasks)
    await app.register(version)
    await app.register(types)
    await app.register(boxes)
    await app.register(sellers)
    await app.register(sellerLinks)
    await app.register(kits)
    await app.register(listMemberships)
    await app.register(parts)
    await app.register(inventory)
    await app.register(shoppingLists)
    await app.register(kitShoppingLists)
    await app.register(pickLists)
    await app.register(pickListReport)
    await app.register(dashboard)
  },
  { name: 'services', fastify: '5.x', dependencies: ['database'] },
)
