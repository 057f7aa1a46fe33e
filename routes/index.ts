import type { FastifyInstance } from 'fastify'
import aiParts from './api/ai-parts/index.ts'
import createAttachment from './api/attachment-sets/create.ts'
import attachmentSets from './api/attachment-sets/index.ts'
import auth from './api/auth/index.ts'
import boxes from './api/boxes/index.ts'
import cas from './api/cas/index.ts'
import dashboard from './api/dashboard/index.ts'
import docs from './api/docs/index.ts'
import documents from './api/documents/index.ts'
import icons from './api/icons/index.ts'
import inventory from './api/inventory/index.ts'
import kitShoppingLists from './api/kit-shopping-lists/index.ts'
import kitContents from './api/kits/contents.ts'
import kits from './api/kits/index.ts'
import kitMemberships from './api/kits/memberships.ts'
import kitPickLists from './api/kits/pick-lists.ts'
import locations from './api/locations/index.ts'
import parts from './api/parts/index.ts'
import partKits from './api/parts/kits.ts'
import partMemberships from './api/parts/shopping-list-memberships.ts'
import pickLists from './api/pick-lists/index.ts'
import pickListPdf from './api/pick-lists/pdf.ts'
import sellerLinks from './api/seller-links/index.ts'
import sellers from './api/sellers/index.ts'
import sellerLogo from './api/sellers/logo.ts'
import shoppingListLines from './api/shopping-list-lines/index.ts'
import shoppingLists from './api/shopping-lists/index.ts'
import sellerGroups from './api/shopping-lists/seller-groups.ts'
import sseCallback from './api/sse/callback.ts'
import sseStream from './api/sse/stream.ts'
import tasks from './api/tasks/index.ts'
import testingAuth from './api/testing/auth/index.ts'
import testingContent from './api/testing/content/index.ts'
import testingDeployments from './api/testing/deployments.ts'
import testingLogs from './api/testing/logs.ts'
import testingSse from './api/testing/sse.ts'
import testingTasks from './api/testing/tasks.ts'
import types from './api/types/index.ts'
import health from './health/index.ts'
import metrics from './metrics/index.ts'

const API = { prefix: '/api' }

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await app.register(health, { prefix: '/health' })
  await app.register(metrics, { prefix: '/metrics' })
  await app.register(docs, API)
  await app.register(auth, API)
  await app.register(testingAuth, API)
  await app.register(testingContent, API)
  await app.register(testingDeployments, API)
  await app.register(testingLogs, API)
  await app.register(testingSse, API)
  await app.register(testingTasks, API)
  await app.register(tasks, API)
  await app.register(sseCallback, API)
  await app.register(sseStream, API)
  await app.register(types, API)
  await app.register(boxes, API)
  await app.register(locations, API)
  await app.register(sellers, API)
  await app.register(sellerLogo, API)
  await app.register(attachmentSets, API)
  await app.register(createAttachment, API)
  await app.register(documents, API)
  await app.register(cas, API)
  await app.register(parts, API)
  await app.register(partKits, API)
  await app.register(partMemberships, API)
  await app.register(sellerLinks, API)
  await app.register(inventory, API)
  await app.register(kits, API)
  await app.register(kitContents, API)
  await app.register(kitMemberships, API)
  await app.register(kitPickLists, API)
  await app.register(pickLists, API)
  await app.register(pickListPdf, API)
  await app.register(icons, API)
  await app.register(shoppingLists, API)
  await app.register(sellerGroups, API)
  await app.register(shoppingListLines, API)
  await app.register(kitShoppingLists, API)
  await app.register(dashboard, API)
  await app.register(aiParts, API)
}
