import type { Fixtures } from './fixtures.ts'

/** A valid call of an operation. */
export interface Call {
  /** Values of the path parameters, in order. */
  path?: (string | number)[]
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
  /** Expected status; the lowest that the document declares below 400 when not given. */
  status?: number
  /** Expected beginning of the content type; JSON, or none without a body, when not given. */
  type?: string
  /** Whether the operation takes any body without looking at it. */
  takesAnything?: boolean
  /** Whether a path parameter need not name a record. */
  takesAnyId?: boolean
}

export type Recipe = (make: Fixtures) => Call | Promise<Call>

const bulk = (ids: number[]) => ({ body: { kit_ids: ids, include_done: true } })
const plain: Recipe = () => ({})
const PNG = 'image/png'
const HTML = 'text/html'
const CSV = 'text/csv'

/** A valid call for each operation, by method and path as in the document. */
export const RECIPES: Record<string, Recipe> = {
  'GET /health/healthz': plain,
  'GET /health/readyz': plain,
  'GET /metrics': () => ({ type: 'text/plain' }),

  'GET /api/auth/self': plain,
  'GET /api/auth/login': () => ({ query: { redirect: '/parts' }, status: 400 }),
  'GET /api/auth/callback': () => ({ query: { code: 'a', state: 'b' }, status: 400 }),
  'GET /api/auth/logout': () => ({ query: { redirect: '/' } }),
  'POST /api/auth/logout': () => ({ query: { redirect: '/' } }),

  'POST /api/testing/auth/session': (make) => ({ body: { subject: make.name(), roles: ['reader'] } }),
  'POST /api/testing/auth/clear': plain,
  'POST /api/testing/auth/force-error': () => ({ query: { status: '503' } }),
  'GET /api/testing/content/image': () => ({ query: { text: 'a' }, type: PNG }),
  'GET /api/testing/content/pdf': () => ({ type: 'application/pdf' }),
  'GET /api/testing/content/html': () => ({ query: { title: 'a' }, type: HTML }),
  'GET /api/testing/content/html-with-banner': () => ({ query: { title: 'a' }, type: HTML }),
  'POST /api/testing/deployments/version': () => ({ body: { request_id: 'page', version: '2', changelog: 'new' } }),
  'GET /api/testing/logs/stream': () => ({ type: 'text/event-stream' }),
  'POST /api/testing/sse/task-event': () => ({
    body: { request_id: 'open-page', task_id: 'a', event_type: 'progress_update', data: { text: 'a', value: 0.5 } },
  }),
  'POST /api/testing/tasks/start': () => ({ body: { task_type: 'demo_task', params: { steps: 1, delay: 0 } } }),

  'GET /api/auth/mode': plain,

  'GET /api/tasks': () => ({ query: { limit: '5' } }),
  'GET /api/tasks/{task_id}/status': async (make) => ({ path: [await make.task({ steps: 1, delay: 0 })] }),
  'POST /api/tasks/{task_id}/cancel': async (make) => ({ path: [await make.task({ steps: 1000, delay: 1 })] }),
  'POST /api/tasks/{task_id}/retry': async (make) => {
    const task = await make.task({ steps: 1000, delay: 1 })
    await make.post(`/tasks/${task}/cancel`)
    return { path: [task], status: 201 }
  },
  'DELETE /api/tasks/{task_id}': async (make) => {
    const task = await make.task({ steps: 1000, delay: 1 })
    await make.post(`/tasks/${task}/cancel`)
    return { path: [task] }
  },
  'GET /api/sse/stream': () => ({ query: { request_id: 'a' }, type: 'text/event-stream' }),

  'GET /api/types': () => ({ query: { include_stats: 'true' } }),
  'POST /api/types': (make) => ({ body: { name: make.name() } }),
  'GET /api/types/{type_id}': async (make) => ({ path: [await make.type()] }),
  'PUT /api/types/{type_id}': async (make) => ({ path: [await make.type()], body: { name: make.name() } }),
  'DELETE /api/types/{type_id}': async (make) => ({ path: [await make.type()] }),

  'GET /api/boxes': () => ({ query: { include_usage: 'true' } }),
  'POST /api/boxes': (make) => ({ body: { description: make.name(), capacity: 10 } }),
  'GET /api/boxes/{box_no}': async (make) => ({ path: [await make.box()] }),
  'PUT /api/boxes/{box_no}': async (make) => ({ path: [await make.box()], body: { description: 'a', capacity: 7 } }),
  'DELETE /api/boxes/{box_no}': async (make) => ({ path: [await make.box()] }),
  'GET /api/boxes/{box_no}/usage': async (make) => ({ path: [(await make.stock()).box] }),
  'GET /api/boxes/{box_no}/locations': async (make) => ({
    path: [(await make.stock()).box],
    query: { include_parts: 'true' },
  }),
  'GET /api/locations/{box_no}/{loc_no}': async (make) => ({ path: [await make.box(), 1] }),

  'GET /api/sellers': plain,
  'POST /api/sellers': (make) => ({ body: { name: make.name(), website: 'https://seller.example' } }),
  'GET /api/sellers/{seller_id}': async (make) => ({ path: [await make.seller()] }),
  'PUT /api/sellers/{seller_id}': async (make) => ({ path: [await make.seller()], body: { name: make.name() } }),
  'DELETE /api/sellers/{seller_id}': async (make) => ({ path: [await make.seller()] }),
  'GET /api/sellers/{seller_id}/icon': async (make) => ({ path: [await make.seller()], status: 204 }),
  'PUT /api/sellers/{seller_id}/logo': async (make) => ({ path: [await make.seller()], body: await make.upload() }),
  'DELETE /api/sellers/{seller_id}/logo': async (make) => ({ path: [await make.seller()] }),

  'GET /api/parts': () => ({ query: { limit: '10', include: 'locations,kits,shopping_lists,cover' } }),
  'POST /api/parts': async (make) => ({
    body: {
      description: make.name(),
      type_id: await make.type(),
      tags: ['a', 'b'],
      pin_count: 8,
      manufacturer: 'a',
      product_page: 'https://maker.example',
    },
  }),
  'GET /api/parts/{part_key}': async (make) => ({ path: [(await make.sellerLink())[0]] }),
  'PUT /api/parts/{part_key}': async (make) => ({
    path: [await make.partKey()],
    body: { description: 'a', tags: null },
  }),
  'DELETE /api/parts/{part_key}': async (make) => ({ path: [await make.partKey()] }),
  'GET /api/parts/{part_key}/locations': async (make) => ({ path: [(await make.stock()).key] }),
  'GET /api/parts/{part_key}/history': async (make) => ({ path: [(await make.stock()).key] }),
  'GET /api/parts/{part_key}/kits': async (make) => ({ path: [await make.partKey()] }),
  'GET /api/parts/{part_key}/duplicates': async (make) => ({ path: [await make.partKey()] }),
  'POST /api/parts/duplicates': async (make) => {
    await make.partKey()
    return { body: { description: 'Resistor 4.7 kΩ', manufacturer_code: 'RC0805FR-074K7L', tags: ['0805'] } }
  },
  'GET /api/parts/{part_key}/kit-reservations': async (make) => ({ path: [await make.partKey()] }),
  'GET /api/parts/{part_key}/shopping-list-memberships': async (make) => ({ path: [await make.partKey()] }),
  'POST /api/parts/{part_key}/shopping-list-memberships': async (make) => ({
    path: [await make.partKey()],
    body: { shopping_list_id: await make.list(), needed: 2, note: 'a' },
  }),
  'POST /api/parts/shopping-list-memberships/query': async (make) => ({
    body: { part_keys: [await make.partKey()], include_done: true },
  }),
  'POST /api/parts/{part_key}/seller-links': async (make) => ({
    path: [await make.partKey()],
    body: { seller_id: await make.seller(), link: 'https://seller.example/part' },
  }),
  'DELETE /api/parts/{part_key}/seller-links/{seller_link_id}': async (make) => ({ path: await make.sellerLink() }),

  'GET /api/parts/{part_key}/seller-numbers': async (make) => ({ path: [(await make.sellerNumber())[0]] }),
  'POST /api/parts/{part_key}/seller-numbers': async (make) => ({
    path: [await make.partKey()],
    body: { seller_id: await make.seller(), number: make.name(), min_quantity: 10, multiple: 10 },
  }),
  'DELETE /api/parts/{part_key}/seller-numbers/{seller_number_id}': async (make) => ({
    path: await make.sellerNumber(),
  }),
  'GET /api/parts/{part_key}/codes': async (make) => ({ path: [(await make.partCode())[0]] }),
  'POST /api/parts/{part_key}/codes': async (make) => ({
    path: [await make.partKey()],
    body: { code: `https://shop.example/${encodeURIComponent(make.name())}` },
  }),
  'DELETE /api/parts/{part_key}/codes/{code_id}': async (make) => ({ path: await make.partCode() }),
  'GET /api/parts/{part_key}/receipts': async (make) => ({ path: [await make.partKey()], query: { limit: '5' } }),

  'GET /api/labels/templates': plain,
  'GET /api/labels': async (make) => ({
    query: { items: `part:${await make.partKey()}*2`, template: 'a4-3x8' },
    type: 'application/pdf',
  }),
  'POST /api/labels': async (make) => ({
    body: { items: [{ kind: 'part', id: await make.partKey() }], template: 'roll-62x29', format: 'svg' },
    type: 'image/svg+xml',
  }),
  'GET /api/labels/calibration': () => ({ query: { template: 'a4-3x8' }, type: 'application/pdf' }),
  'GET /api/label-queue': plain,
  'POST /api/label-queue': async (make) => ({
    body: { items: [{ kind: 'part', id: await make.partKey(), copies: 2 }] },
  }),
  'POST /api/label-queue/existing': async (make) => ({
    body: { items: [{ kind: 'part', id: await make.partKey(), copies: 2 }] },
  }),
  'DELETE /api/label-queue': plain,
  'PATCH /api/label-queue/{queue_item_id}': async (make) => ({
    path: [await make.queuedLabel()],
    body: { copies: 3 },
  }),
  'DELETE /api/label-queue/{queue_item_id}': async (make) => ({ path: [await make.queuedLabel()] }),
  'POST /api/scans': async (make) => ({ body: { code: await make.partKey(), context: { box_no: await make.box() } } }),
  'POST /api/scans/apply': async (make) => ({
    body: { code: await make.partKey(), action: 'put_away', box_no: await make.box(), loc_no: 1, qty: 5 },
  }),

  'GET /api/exports/parts': () => ({ query: { columns: 'key,description', bom: 'false' }, type: CSV }),
  'GET /api/exports/stock': () => ({ query: { format: 'json' } }),
  'GET /api/exports/history': () => ({ query: { since: '2026-01-01T00:00:00Z' }, type: CSV }),
  'GET /api/exports/inventory': () => ({ query: { format: 'json' } }),
  'GET /api/exports/kits/{kit_id}': async (make) => ({
    path: [(await make.content()).kit],
    query: { layout: 'kicad' },
    type: CSV,
  }),
  'GET /api/exports/shopping-lists/{list_id}/sellers/{seller_id}': async (make) => ({
    path: await make.sellerGroup(),
    query: { layout: 'mouser', format: 'txt' },
    type: 'text/plain',
  }),

  'GET /api/parts/search': () => ({ query: { q: 'resistor', facets: 'type', limit: '5' } }),
  'GET /api/parts/suggestions': () => ({ query: { q: 'res' } }),

  'POST /api/inventory/parts/{part_key}/stock': async (make) => ({
    path: [await make.partKey()],
    body: { box_no: await make.box(), loc_no: 1, qty: 3 },
  }),
  'DELETE /api/inventory/parts/{part_key}/stock': async (make) => {
    const { key, box } = await make.stock()
    return { path: [key], body: { box_no: box, loc_no: 1, qty: 3 } }
  },
  'POST /api/inventory/parts/{part_key}/move': async (make) => {
    const { key, box } = await make.stock()
    return { path: [key], body: { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 3 } }
  },
  'GET /api/operations': () => ({ query: { limit: '5', reason: 'add' } }),
  'GET /api/operations/{operation_id}': async (make) => ({ path: [await make.operation()] }),
  'POST /api/operations/{operation_id}/undo': async (make) => ({ path: [await make.operation()], body: {} }),
  'POST /api/retired-parts/{part_key}/restore': async (make) => {
    const key = await make.partKey()
    await make.delete(`/parts/${key}`)
    return { path: [key] }
  },
  'POST /api/inventory/parts/{part_key}/count': async (make) => {
    const { key, box } = await make.stock()
    return { path: [key], body: { box_no: box, loc_no: 1, counted_qty: 9, expected_qty: 10, note: 'a' } }
  },
  'POST /api/inventory/moves': async (make) => {
    const { key, box } = await make.stock()
    const move = { part_key: key, from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 4 }
    return { body: { moves: [move], note: 'a' } }
  },
  'POST /api/boxes/{box_no}/move-contents': async (make) => {
    const { box } = await make.stock()
    return { path: [box], body: { to_box_no: await make.box(), keep_locations: true } }
  },
  'POST /api/boxes/{box_no}/counts': async (make) => ({ path: [(await make.stock()).box] }),
  'GET /api/boxes/{box_no}/counts': async (make) => ({ path: [(await make.stock()).box] }),
  'GET /api/boxes/{box_no}/counts/{count_id}': async (make) => ({ path: await make.countingRound() }),
  'DELETE /api/boxes/{box_no}/counts/{count_id}': async (make) => ({ path: await make.countingRound() }),
  'POST /api/boxes/{box_no}/counts/{count_id}/lines': async (make) => {
    const [box, round] = await make.countingRound()
    return { path: [box, round], body: { part_key: await make.partKey(), loc_no: 1, counted_qty: 9 } }
  },
  'POST /api/boxes/{box_no}/counts/{count_id}/finish': async (make) => ({ path: await make.countingRound() }),
  'POST /api/parts/bulk': async (make) => ({
    body: { part_keys: [await make.partKey()], set: { package: '0805', add_tags: ['a'] } },
  }),
  'GET /api/inventory/free-slots': async (make) => ({ query: { part_key: await make.partKey(), limit: '3' } }),
  'GET /api/inventory/suggestions/{type_id}': async (make) => {
    const [type] = await Promise.all([make.type(), make.box()])
    return { path: [type], takesAnyId: true }
  },

  'GET /api/attachment-sets/{set_id}': async (make) => ({ path: [(await make.attachment()).set] }),
  'GET /api/attachment-sets/{set_id}/attachments': async (make) => ({ path: [(await make.attachment()).set] }),
  'POST /api/attachment-sets/{set_id}/attachments': async (make) => ({
    path: [(await make.part()).attachment_set_id],
    body: { title: 'a', url: `${make.base}/api/testing/content/pdf` },
  }),
  'GET /api/attachment-sets/{set_id}/attachments/{attachment_id}': async (make) => {
    const { set, id } = await make.attachment()
    return { path: [set, id] }
  },
  'PUT /api/attachment-sets/{set_id}/attachments/{attachment_id}': async (make) => {
    const { set, id } = await make.attachment()
    return { path: [set, id], body: { title: make.name() } }
  },
  'DELETE /api/attachment-sets/{set_id}/attachments/{attachment_id}': async (make) => {
    const { set, id } = await make.attachment()
    return { path: [set, id] }
  },
  'GET /api/attachment-sets/{set_id}/cover': async (make) => ({ path: [(await make.attachment()).set] }),
  'PUT /api/attachment-sets/{set_id}/cover': async (make) => {
    const { set, id } = await make.attachment()
    return { path: [set], body: { attachment_id: id } }
  },
  'DELETE /api/attachment-sets/{set_id}/cover': async (make) => ({ path: [(await make.attachment()).set] }),
  'POST /api/parts/copy-attachment': async (make) => ({
    body: { attachment_id: (await make.attachment()).id, target_part_key: await make.partKey(), set_as_cover: true },
  }),
  'POST /api/parts/attachment-preview': ({ base }) => ({ body: { url: `${base}/api/testing/content/html?title=a` } }),
  'GET /api/parts/attachment-preview/image': ({ base }) => ({
    query: { url: `${base}/api/testing/content/html?title=a` },
    type: PNG,
  }),
  'GET /api/parts/attachment-proxy/content': ({ base }) => ({
    query: { url: `${base}/api/testing/content/image?text=a` },
    type: PNG,
  }),
  'GET /api/cas/{hash_value}': async (make) => ({
    path: [(await make.attachment()).hash],
    query: { content_type: PNG, filename: 'a.png' },
    type: PNG,
  }),
  'GET /api/icons/pdf': () => ({ type: 'image/svg+xml' }),
  'GET /api/icons/seller': () => ({ type: 'image/svg+xml' }),

  'GET /api/settings': () => ({}),
  'GET /api/system': () => ({}),
  'GET /api/kits': () => ({ query: { status: 'active', limit: '5', query: 'a' } }),
  'POST /api/kits': (make) => ({ body: { name: make.name(), description: 'a', build_target: 3 } }),
  'GET /api/kits/{kit_id}': async (make) => ({ path: [await make.stockedKit()] }),
  'PATCH /api/kits/{kit_id}': async (make) => ({ path: [await make.kit()], body: { build_target: 4 } }),
  'DELETE /api/kits/{kit_id}': async (make) => ({ path: [await make.kit()] }),
  'POST /api/kits/{kit_id}/archive': async (make) => ({ path: [await make.kit()] }),
  'POST /api/kits/{kit_id}/unarchive': async (make) => {
    const kit = await make.kit()
    await make.post(`/kits/${kit}/archive`)
    return { path: [kit] }
  },
  'POST /api/kits/{kit_id}/contents': async (make) => ({
    path: [await make.kit()],
    body: { part_id: await make.partId(), required_per_unit: 2, note: 'a' },
  }),
  'PATCH /api/kits/{kit_id}/contents/{content_id}': async (make) => {
    const { kit, id, version } = await make.content()
    return { path: [kit, id], body: { version, required_per_unit: 5 } }
  },
  'DELETE /api/kits/{kit_id}/contents/{content_id}': async (make) => {
    const { kit, id } = await make.content()
    return { path: [kit, id] }
  },
  'GET /api/kits/{kit_id}/bom': async (make) => ({ path: [(await make.content()).kit] }),
  'PUT /api/kits/{kit_id}/bom/{kit_content_id}': async (make) => {
    const { kit, id, version } = await make.content()
    return { path: [kit, id], body: { version, designators: ['R1', 'R2'], alternates: [await make.partKey()] } }
  },
  'GET /api/kits/buildable': async (make) => {
    await make.stockedKit()
    return { query: { status: 'active' } }
  },
  'POST /api/kits/shopping-list-memberships/query': async (make) => bulk([await make.kit()]),
  'POST /api/kits/pick-list-memberships/query': async (make) => bulk([await make.kit()]),
  'GET /api/kits/{kit_id}/pick-lists': async (make) => ({ path: [await make.kit()] }),
  'POST /api/kits/{kit_id}/pick-lists': async (make) => ({
    path: [await make.stockedKit()],
    body: { requested_units: 1 },
  }),
  'POST /api/kits/{kit_id}/pick-lists/preview': async (make) => ({
    path: [await make.stockedKit()],
    body: { requested_units: 100 },
  }),
  'GET /api/kits/{kit_id}/shopping-lists': async (make) => ({ path: [await make.kit()] }),
  'POST /api/kits/{kit_id}/shopping-lists': async (make) => ({
    path: [(await make.content()).kit],
    body: { units: 2, new_list_name: make.name() },
    status: 201,
  }),
  'DELETE /api/kit-shopping-list-links/{link_id}': async (make) => ({ path: [await make.kitLink()] }),

  'GET /api/pick-lists/{pick_list_id}': async (make) => ({ path: [(await make.pickList()).id] }),
  'DELETE /api/pick-lists/{pick_list_id}': async (make) => ({ path: [(await make.pickList()).id] }),
  'GET /api/pick-lists/{pick_list_id}/pdf': async (make) => ({
    path: [(await make.pickList()).id],
    type: 'application/pdf',
  }),
  'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/pick': async (make) => {
    const { id, line } = await make.pickList()
    return { path: [id, line] }
  },
  'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/replan': async (make) => {
    const { id, line } = await make.pickList()
    return { path: [id, line] }
  },
  'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/undo': async (make) => {
    const { id, line } = await make.pickList()
    await make.post(`/pick-lists/${id}/lines/${line}/pick`)
    return { path: [id, line] }
  },
  'PATCH /api/pick-lists/{pick_list_id}/lines/{line_id}': async (make) => {
    const { id, line } = await make.pickList()
    return { path: [id, line], body: { quantity_to_pick: 2 } }
  },

  'GET /api/shopping-lists': () => ({ query: { include_done: 'true', status: 'active' } }),
  'POST /api/shopping-lists': (make) => ({ body: { name: make.name(), description: 'a' } }),
  'GET /api/shopping-lists/{list_id}': async (make) => ({ path: [(await make.line()).list] }),
  'PUT /api/shopping-lists/{list_id}': async (make) => ({ path: [await make.list()], body: { name: make.name() } }),
  'DELETE /api/shopping-lists/{list_id}': async (make) => ({ path: [await make.list()] }),
  'PUT /api/shopping-lists/{list_id}/status': async (make) => ({ path: [await make.list()], body: { status: 'done' } }),
  'GET /api/shopping-lists/{list_id}/kits': async (make) => ({ path: [await make.list()] }),
  'GET /api/shopping-lists/{list_id}/lines': async (make) => ({ path: [(await make.line()).list] }),
  'GET /api/shopping-lists/{list_id}/offers': async (make) => ({ path: [(await make.line()).list] }),
  'GET /api/shopping-lists/{list_id}/receipts': async (make) => ({
    path: [(await make.line()).list],
    query: { limit: '5' },
  }),
  'POST /api/shopping-lists/{list_id}/lines': async (make) => ({
    path: [await make.list()],
    body: { part_id: await make.partId(), needed: 5, seller_id: await make.seller(), note: 'a' },
  }),
  'POST /api/shopping-lists/{list_id}/seller-groups': async (make) => ({
    path: [await make.list()],
    body: { seller_id: await make.seller() },
  }),
  'GET /api/shopping-lists/{list_id}/seller-groups/{seller_id}': async (make) => ({ path: await make.sellerGroup() }),
  'PUT /api/shopping-lists/{list_id}/seller-groups/{seller_id}': async (make) => ({
    path: await make.sellerGroup(),
    body: { note: 'a' },
  }),
  'DELETE /api/shopping-lists/{list_id}/seller-groups/{seller_id}': async (make) => ({
    path: await make.sellerGroup(),
  }),
  'PUT /api/shopping-list-lines/{line_id}': async (make) => ({ path: [(await make.line()).id], body: { needed: 7 } }),
  'DELETE /api/shopping-list-lines/{line_id}': async (make) => ({ path: [(await make.line()).id] }),
  'POST /api/shopping-list-lines/{line_id}/receive': async (make) => {
    const { id, box } = await make.orderedLine()
    return { path: [id], body: { receive_qty: 3, allocations: [{ box_no: box, loc_no: 1, qty: 3 }] } }
  },
  'POST /api/shopping-list-lines/{line_id}/complete': async (make) => ({
    path: [(await make.orderedLine()).id],
    body: { mismatch_reason: 'a' },
  }),

  'GET /api/dashboard/stats': plain,
  'GET /api/dashboard/recent-activity': () => ({ query: { limit: '5' } }),
  'GET /api/dashboard/storage-summary': plain,
  'GET /api/dashboard/shelf': plain,
  'GET /api/dashboard/movements': () => ({ query: { days: '5' } }),
  'GET /api/dashboard/low-stock': () => ({ query: { threshold: '5', limit: '2', after: '1-1' } }),
  'GET /api/dashboard/out-of-stock': () => ({ query: { limit: '5' } }),
  'GET /api/dashboard/category-distribution': plain,
  'GET /api/dashboard/parts-without-documents': () => ({ query: { limit: '2', after: '0-1' } }),

  'POST /api/ai-parts/analyze': () => ({ body: new FormData(), takesAnything: true }),
  'POST /api/ai-parts/cleanup': () => ({ body: { part_key: 'AAAA' }, takesAnything: true }),
  'POST /api/ai-parts/create': async (make) => ({
    body: { description: make.name(), type_id: await make.type(), tags: ['a'], documents: [] },
  }),
}

/** What the callers below must know. */
export const DRAIN_KEY = 'contract'

const drain: Recipe = () => ({ headers: { authorization: `Bearer ${DRAIN_KEY}` } })

/** Operations that need a service with an event gateway. */
export const GATEWAY_RECIPES: Record<string, Recipe> = {
  'POST /api/sse/callback': () => ({
    body: { action: 'connect', token: 'a', request: { url: '/api/sse/stream?request_id=a', headers: {} } },
  }),
}

/** Operations that end the instance. */
export const LAST_RECIPES: Record<string, Recipe> = { 'GET /health/drain': drain, 'POST /health/drain': drain }
