import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import aiRunner from './ai-runner/index.ts'
import auth from './auth/index.ts'
import boxes from './boxes/index.ts'
import dashboard from './dashboard/index.ts'
import documents from './documents/index.ts'
import duplicateSearch from './duplicate-search/index.ts'
import inventory from './inventory/index.ts'
import kitShoppingLists from './kit-shopping-lists/index.ts'
import kits from './kits/index.ts'
import listMemberships from './list-memberships/index.ts'
import mouser from './mouser/index.ts'
import oidcClient from './oidc-client/index.ts'
import partAnalysis from './part-analysis/index.ts'
import partCleanup from './part-cleanup/index.ts'
import partCreation from './part-creation/index.ts'
import partDetails from './part-details/index.ts'
import parts from './parts/index.ts'
import pickListReport from './pick-list-report/index.ts'
import pickLists from './pick-lists/index.ts'
import sellerLinks from './seller-links/index.ts'
import sellers from './sellers/index.ts'
import shoppingLists from './shopping-lists/index.ts'
import tasks from './tasks/index.ts'
import thumbnails from './thumbnails/index.ts'
import types from './types/index.ts'
import urlAttachments from './url-attachments/index.ts'
import urlReader from './url-reader/index.ts'
import version from './version/index.ts'

/** Every domain service, in the order of their dependencies. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(oidcClient)
    await app.register(auth)
    await app.register(tasks)
    await app.register(aiRunner)
    await app.register(version)
    await app.register(types)
    await app.register(documents)
    await app.register(thumbnails)
    await app.register(urlReader)
    await app.register(urlAttachments)
    await app.register(mouser)
    await app.register(duplicateSearch)
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
    await app.register(partDetails)
    await app.register(partAnalysis)
    await app.register(partCleanup)
    await app.register(partCreation)
  },
  { name: 'services', fastify: '5.x', dependencies: ['database'] },
)
