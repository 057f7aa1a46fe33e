import type { FastifyInstance } from 'fastify'
import accessLog from './access/access-log/index.ts'
import auth from './access/auth/index.ts'
import authority from './access/authority.ts'
import devices from './access/devices/index.ts'
import pairing from './access/pairing/index.ts'
import people from './access/people/index.ts'
import accessTokens from './access/tokens/index.ts'
import parts from './catalogue/parts/index.ts'
import sellerLinks from './catalogue/seller-links/index.ts'
import sellerNumbers from './catalogue/seller-numbers/index.ts'
import sellers from './catalogue/sellers/index.ts'
import sellerLogo from './catalogue/sellers/logo.ts'
import types from './catalogue/types/index.ts'
import aiParts from './cataloguing/ai-parts/index.ts'
import duplicates from './cataloguing/duplicates/index.ts'
import docs from './docs/index.ts'
import createAttachment from './documents/attachment-sets/create.ts'
import attachmentSets from './documents/attachment-sets/index.ts'
import cas from './documents/cas/index.ts'
import documents from './documents/documents/index.ts'
import icons from './documents/icons/index.ts'
import exports from './exchange/exports/index.ts'
import listExports from './exchange/exports/lists.ts'
import createImport from './exchange/imports/create.ts'
import importFiles from './exchange/imports/files.ts'
import imports from './exchange/imports/index.ts'
import importMappings from './exchange/imports/mappings.ts'
import importRows from './exchange/imports/rows.ts'
import labels from './exchange/labels/index.ts'
import printedAddresses from './exchange/labels/printed-addresses.ts'
import labelQueue from './exchange/labels/queue.ts'
import scans from './exchange/scans/index.ts'
import health from './health/index.ts'
import kitBom from './kits/kits/bom.ts'
import kitContents from './kits/kits/contents.ts'
import kits from './kits/kits/index.ts'
import kitPickLists from './kits/kits/pick-lists.ts'
import pickLists from './kits/pick-lists/index.ts'
import pickListPdf from './kits/pick-lists/pdf.ts'
import metrics from './metrics/index.ts'
import dashboard from './overviews/dashboard/index.ts'
import kitDetail from './overviews/kits/detail.ts'
import kitMemberships from './overviews/kits/memberships.ts'
import partKits from './overviews/parts/kits.ts'
import partList from './overviews/parts/list.ts'
import partSearch from './overviews/parts/search.ts'
import partMemberships from './overviews/parts/shopping-list-memberships.ts'
import partSuggestions from './overviews/parts/suggestions.ts'
import kitShoppingLists from './shopping/kit-shopping-lists/index.ts'
import shoppingListLines from './shopping/shopping-list-lines/index.ts'
import shoppingLists from './shopping/shopping-lists/index.ts'
import sellerGroups from './shopping/shopping-lists/seller-groups.ts'
import boxes from './stock/boxes/index.ts'
import bulkEdit from './stock/bulk-edit/index.ts'
import counting from './stock/counting/index.ts'
import inventory from './stock/inventory/index.ts'
import partStock from './stock/inventory/part-stock.ts'
import locations from './stock/locations/index.ts'
import moves from './stock/moves/index.ts'
import operations from './stock/operations/index.ts'
import receipts from './stock/receipts/index.ts'
import retiredParts from './stock/retired-parts/index.ts'
import testingAuth from './testing/auth/index.ts'
import testingContent from './testing/content/index.ts'
import testingDeployments from './testing/deployments.ts'
import testingLogs from './testing/logs.ts'
import testingSse from './testing/sse.ts'
import testingTasks from './testing/tasks.ts'
import sseCallback from './work/sse/callback.ts'
import sseStream from './work/sse/stream.ts'
import tasks from './work/tasks/index.ts'

const API = { prefix: '/api' }

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await app.register(health, { prefix: '/health' })
  await app.register(metrics, { prefix: '/metrics' })
  await app.register(authority)
  await app.register(docs, API)
  await app.register(auth, API)
  await app.register(people, API)
  await app.register(devices, API)
  await app.register(pairing, API)
  await app.register(accessTokens, API)
  await app.register(accessLog, API)
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
  await app.register(partList, API)
  await app.register(partSearch, API)
  await app.register(partSuggestions, API)
  await app.register(partStock, API)
  await app.register(receipts, API)
  await app.register(partKits, API)
  await app.register(duplicates, API)
  await app.register(partMemberships, API)
  await app.register(sellerLinks, API)
  await app.register(sellerNumbers, API)
  await app.register(inventory, API)
  await app.register(counting, API)
  await app.register(moves, API)
  await app.register(bulkEdit, API)
  await app.register(operations, API)
  await app.register(retiredParts, API)
  await app.register(kits, API)
  await app.register(kitDetail, API)
  await app.register(kitContents, API)
  await app.register(kitBom, API)
  await app.register(kitMemberships, API)
  await app.register(kitPickLists, API)
  await app.register(pickLists, API)
  await app.register(pickListPdf, API)
  await app.register(icons, API)
  await app.register(shoppingLists, API)
  await app.register(sellerGroups, API)
  await app.register(shoppingListLines, API)
  await app.register(kitShoppingLists, API)
  await app.register(exports, API)
  await app.register(listExports, API)
  await app.register(labels, API)
  await app.register(labelQueue, API)
  await app.register(printedAddresses)
  await app.register(scans, API)
  await app.register(createImport, API)
  await app.register(imports, API)
  await app.register(importRows, API)
  await app.register(importFiles, API)
  await app.register(importMappings, API)
  await app.register(dashboard, API)
  await app.register(aiParts, API)
}
