import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
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
import sellerIcon from './catalogue/sellers/icon.ts'
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
import boxList from './overviews/boxes/list.ts'
import dashboard from './overviews/dashboard/index.ts'
import kitDetail from './overviews/kits/detail.ts'
import kitMemberships from './overviews/kits/memberships.ts'
import partKits from './overviews/parts/kits.ts'
import partList from './overviews/parts/list.ts'
import partSearch from './overviews/parts/search.ts'
import partMemberships from './overviews/parts/shopping-list-memberships.ts'
import partSuggestions from './overviews/parts/suggestions.ts'
import listReceipts from './overviews/shopping-lists/receipts.ts'
import typeList from './overviews/types/list.ts'
import settings from './settings.ts'
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
import system from './system.ts'
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

/** Registers the routes of one file under their name: what has none is looked up by Fastify among all loaded modules. */
async function register(app: FastifyInstance, routes: FastifyPluginAsync, options = {}): Promise<void> {
  await app.register(fp(routes, { name: routes.name, encapsulate: true }), options)
}

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await register(app, health, { prefix: '/health' })
  await register(app, metrics, { prefix: '/metrics' })
  await register(app, authority)
  await register(app, docs, API)
  await register(app, auth, API)
  await register(app, people, API)
  await register(app, devices, API)
  await register(app, pairing, API)
  await register(app, accessTokens, API)
  await register(app, accessLog, API)
  await register(app, settings, API)
  await register(app, system, API)
  await register(app, testingAuth, API)
  await register(app, testingContent, API)
  await register(app, testingDeployments, API)
  await register(app, testingLogs, API)
  await register(app, testingSse, API)
  await register(app, testingTasks, API)
  await register(app, tasks, API)
  await register(app, sseCallback, API)
  await register(app, sseStream, API)
  await register(app, typeList, API)
  await register(app, types, API)
  await register(app, boxList, API)
  await register(app, boxes, API)
  await register(app, locations, API)
  await register(app, sellers, API)
  await register(app, sellerLogo, API)
  await register(app, sellerIcon, API)
  await register(app, attachmentSets, API)
  await register(app, createAttachment, API)
  await register(app, documents, API)
  await register(app, cas, API)
  await register(app, parts, API)
  await register(app, partList, API)
  await register(app, partSearch, API)
  await register(app, partSuggestions, API)
  await register(app, partStock, API)
  await register(app, receipts, API)
  await register(app, partKits, API)
  await register(app, duplicates, API)
  await register(app, partMemberships, API)
  await register(app, sellerLinks, API)
  await register(app, sellerNumbers, API)
  await register(app, inventory, API)
  await register(app, counting, API)
  await register(app, moves, API)
  await register(app, bulkEdit, API)
  await register(app, operations, API)
  await register(app, retiredParts, API)
  await register(app, kits, API)
  await register(app, kitDetail, API)
  await register(app, kitContents, API)
  await register(app, kitBom, API)
  await register(app, kitMemberships, API)
  await register(app, kitPickLists, API)
  await register(app, pickLists, API)
  await register(app, pickListPdf, API)
  await register(app, icons, API)
  await register(app, shoppingLists, API)
  await register(app, listReceipts, API)
  await register(app, sellerGroups, API)
  await register(app, shoppingListLines, API)
  await register(app, kitShoppingLists, API)
  await register(app, exports, API)
  await register(app, listExports, API)
  await register(app, labels, API)
  await register(app, labelQueue, API)
  await register(app, printedAddresses)
  await register(app, scans, API)
  await register(app, createImport, API)
  await register(app, imports, API)
  await register(app, importRows, API)
  await register(app, importFiles, API)
  await register(app, importMappings, API)
  await register(app, dashboard, API)
  await register(app, aiParts, API)
}
