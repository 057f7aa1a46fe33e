import type { RouteLink, RouteLinks } from '../plugins/openapi/links.ts'

function each(targets: readonly string[], parameters: Record<string, string>): RouteLink[] {
  return targets.map((to) => ({ to, parameters }))
}

/** The operations on one record and below it, whose path has the record's own parameter. */
function ofRecord(path: string, methods: readonly string[], parameters: Record<string, string>): RouteLink[] {
  return each(
    methods.map((method) => `${method} ${path}`),
    parameters,
  )
}

const PART = { part_key: '$response.body#/key' }
const SAME_PART = { part_key: '$request.path.part_key' }
const BOX = { box_no: '$response.body#/box_no' }
const KIT = { kit_id: '$response.body#/id' }
const PICK_LINE = { pick_list_id: '$response.body#/id', line_id: '$response.body#/lines/0/id' }
const LIST = { list_id: '$response.body#/id' }
const LINE = { line_id: '$response.body#/id' }
const GROUP = { list_id: '$request.path.list_id', seller_id: '$request.body#/seller_id' }
const IMPORT = { import_id: '$response.body#/id' }
const SET = { set_id: '$response.body#/attachment_set_id' }
const ATTACHMENT = { set_id: '$request.path.set_id', attachment_id: '$response.body#/id' }
const TASK = { task_id: '$response.body#/task_id' }

const OPERATIONS = ['GET /api/operations/{operation_id}', 'POST /api/operations/{operation_id}/undo']
const OPERATION_LINKS = each(OPERATIONS, { operation_id: '$response.header.Operation-Id' })

const TASK_LINKS = each(
  [
    'GET /api/tasks/{task_id}/status',
    'POST /api/tasks/{task_id}/cancel',
    'POST /api/tasks/{task_id}/retry',
    'DELETE /api/tasks/{task_id}',
  ],
  TASK,
)
const SET_LINKS = each(['GET /api/attachment-sets/{set_id}', 'POST /api/attachment-sets/{set_id}/attachments'], SET)

/** How the answers of operations are used by others. Clients can walk along; testers of the document do. */
export const DOCUMENT_LINKS: RouteLinks = {
  'POST /api/types': [
    ...ofRecord('/api/types/{type_id}', ['GET', 'PUT', 'DELETE'], { type_id: '$response.body#/id' }),
    { to: 'POST /api/parts', parameters: {}, body: { type_id: '$response.body#/id' } },
  ],
  'POST /api/parts': [
    ...ofRecord('/api/parts/{part_key}', ['GET', 'PUT', 'DELETE'], PART),
    ...each(
      [
        'GET /api/parts/{part_key}/locations',
        'GET /api/parts/{part_key}/history',
        'GET /api/parts/{part_key}/kits',
        'GET /api/parts/{part_key}/kit-reservations',
        'GET /api/parts/{part_key}/shopping-list-memberships',
        'POST /api/parts/{part_key}/shopping-list-memberships',
        'POST /api/parts/{part_key}/seller-links',
        'GET /api/parts/{part_key}/seller-numbers',
        'POST /api/parts/{part_key}/seller-numbers',
        'GET /api/parts/{part_key}/receipts',
        'POST /api/inventory/parts/{part_key}/stock',
      ],
      PART,
    ),
    {
      to: 'POST /api/parts/shopping-list-memberships/query',
      parameters: {},
      body: { part_keys: ['$response.body#/key'] },
    },
    { to: 'POST /api/ai-parts/cleanup', parameters: {}, body: { part_key: '$response.body#/key' } },
    ...SET_LINKS,
  ],
  'POST /api/boxes': [
    ...ofRecord('/api/boxes/{box_no}', ['GET', 'PUT', 'DELETE'], BOX),
    ...each(['GET /api/boxes/{box_no}/usage', 'GET /api/boxes/{box_no}/locations'], BOX),
    {
      to: 'POST /api/inventory/parts/{part_key}/stock',
      parameters: {},
      body: { box_no: '$response.body#/box_no', loc_no: 1 },
    },
  ],
  'POST /api/inventory/parts/{part_key}/stock': [
    {
      to: 'DELETE /api/inventory/parts/{part_key}/stock',
      parameters: SAME_PART,
      body: { box_no: '$response.body#/box_no', loc_no: '$response.body#/loc_no', qty: 1 },
    },
    {
      to: 'POST /api/inventory/parts/{part_key}/move',
      parameters: SAME_PART,
      body: {
        from_box_no: '$response.body#/box_no',
        from_loc_no: '$response.body#/loc_no',
        to_box_no: '$response.body#/box_no',
        to_loc_no: '$response.body#/loc_no',
        qty: 1,
      },
    },
    ...OPERATION_LINKS,
  ],
  'POST /api/scans': [
    {
      to: 'POST /api/scans/apply',
      parameters: {},
      body: {
        code: '$request.body#/code',
        part_key: '$response.body#/proposal/part_key',
        box_no: '$response.body#/proposal/box_no',
        loc_no: '$response.body#/proposal/loc_no',
      },
    },
  ],
  'POST /api/scans/apply': OPERATION_LINKS,
  'DELETE /api/inventory/parts/{part_key}/stock': OPERATION_LINKS,
  'POST /api/inventory/parts/{part_key}/move': OPERATION_LINKS,
  'POST /api/operations/{operation_id}/undo': each(OPERATIONS, { operation_id: '$response.body#/operation_id' }),
  'DELETE /api/parts/{part_key}': [
    { to: 'POST /api/retired-parts/{part_key}/restore', parameters: SAME_PART },
    ...OPERATION_LINKS,
  ],
  'POST /api/imports': [
    ...ofRecord('/api/imports/{import_id}', ['GET', 'DELETE'], IMPORT),
    ...each(
      ['GET /api/imports/{import_id}/rows', 'GET /api/imports/{import_id}/report', 'GET /api/imports/{import_id}/file'],
      IMPORT,
    ),
    { to: 'PATCH /api/imports/{import_id}', parameters: IMPORT, body: { version: '$response.body#/version' } },
    {
      to: 'POST /api/imports/{import_id}/commit',
      parameters: IMPORT,
      body: { version: '$response.body#/version', rows: 'good' },
    },
    ...TASK_LINKS,
  ],
  'POST /api/imports/{import_id}/commit': [
    { to: 'POST /api/imports/{import_id}/undo', parameters: IMPORT },
    ...TASK_LINKS,
  ],
  'POST /api/import-mappings': ofRecord('/api/import-mappings/{mapping_id}', ['PUT', 'DELETE'], {
    mapping_id: '$response.body#/id',
  }),
  'POST /api/sellers': [
    ...ofRecord('/api/sellers/{seller_id}', ['GET', 'PUT', 'DELETE'], { seller_id: '$response.body#/id' }),
    { to: 'GET /api/sellers/{seller_id}/icon', parameters: { seller_id: '$response.body#/id' } },
    {
      to: 'POST /api/parts/{part_key}/seller-links',
      parameters: {},
      body: { seller_id: '$response.body#/id', link: 'https://seller.example/part' },
    },
    {
      to: 'POST /api/parts/{part_key}/seller-numbers',
      parameters: {},
      body: { seller_id: '$response.body#/id', number: '603-RC0805' },
    },
    {
      to: 'POST /api/shopping-lists/{list_id}/seller-groups',
      parameters: {},
      body: { seller_id: '$response.body#/id' },
    },
  ],
  'POST /api/parts/{part_key}/seller-links': [
    {
      to: 'DELETE /api/parts/{part_key}/seller-links/{seller_link_id}',
      parameters: { ...SAME_PART, seller_link_id: '$response.body#/id' },
    },
  ],
  'POST /api/parts/{part_key}/seller-numbers': [
    {
      to: 'DELETE /api/parts/{part_key}/seller-numbers/{seller_number_id}',
      parameters: { ...SAME_PART, seller_number_id: '$response.body#/id' },
    },
  ],
  'POST /api/kits': [
    ...ofRecord('/api/kits/{kit_id}', ['GET', 'PATCH', 'DELETE'], KIT),
    ...each(
      [
        'POST /api/kits/{kit_id}/archive',
        'POST /api/kits/{kit_id}/unarchive',
        'POST /api/kits/{kit_id}/contents',
        'GET /api/kits/{kit_id}/bom',
        'GET /api/exports/kits/{kit_id}',
        'GET /api/kits/{kit_id}/pick-lists',
        'POST /api/kits/{kit_id}/pick-lists',
        'POST /api/kits/{kit_id}/pick-lists/preview',
        'GET /api/kits/{kit_id}/shopping-lists',
        'POST /api/kits/{kit_id}/shopping-lists',
      ],
      KIT,
    ),
    ...['POST /api/kits/pick-list-memberships/query', 'POST /api/kits/shopping-list-memberships/query'].map((to) => ({
      to,
      parameters: {},
      body: { kit_ids: ['$response.body#/id'] },
    })),
    ...SET_LINKS,
  ],
  'POST /api/kits/{kit_id}/contents': [
    {
      to: 'PATCH /api/kits/{kit_id}/contents/{content_id}',
      parameters: { kit_id: '$request.path.kit_id', content_id: '$response.body#/id' },
      body: { version: '$response.body#/version' },
    },
    {
      to: 'PUT /api/kits/{kit_id}/bom/{kit_content_id}',
      parameters: { kit_id: '$request.path.kit_id', kit_content_id: '$response.body#/id' },
      body: { version: '$response.body#/version', designators: ['R1'] },
    },
    ...each(['DELETE /api/kits/{kit_id}/contents/{content_id}'], {
      kit_id: '$request.path.kit_id',
      content_id: '$response.body#/id',
    }),
    {
      to: 'POST /api/kits/{kit_id}/pick-lists',
      parameters: { kit_id: '$request.path.kit_id' },
      body: { requested_units: 1 },
    },
  ],
  'POST /api/kits/{kit_id}/pick-lists': [
    ...each(
      [
        'GET /api/pick-lists/{pick_list_id}',
        'DELETE /api/pick-lists/{pick_list_id}',
        'GET /api/pick-lists/{pick_list_id}/pdf',
      ],
      { pick_list_id: '$response.body#/id' },
    ),
    ...each(
      [
        'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/pick',
        'POST /api/pick-lists/{pick_list_id}/lines/{line_id}/undo',
        'PATCH /api/pick-lists/{pick_list_id}/lines/{line_id}',
      ],
      PICK_LINE,
    ),
  ],
  'POST /api/kits/{kit_id}/shopping-lists': [
    ...each(['DELETE /api/kit-shopping-list-links/{link_id}'], { link_id: '$response.body#/link/id' }),
    ...each(['GET /api/shopping-lists/{list_id}/kits'], { list_id: '$response.body#/link/shopping_list_id' }),
  ],
  'POST /api/shopping-lists': [
    ...ofRecord('/api/shopping-lists/{list_id}', ['GET', 'PUT', 'DELETE'], LIST),
    ...each(
      [
        'PUT /api/shopping-lists/{list_id}/status',
        'GET /api/shopping-lists/{list_id}/kits',
        'GET /api/shopping-lists/{list_id}/lines',
        'GET /api/shopping-lists/{list_id}/offers',
        'GET /api/shopping-lists/{list_id}/receipts',
        'POST /api/shopping-lists/{list_id}/lines',
        'POST /api/shopping-lists/{list_id}/seller-groups',
      ],
      LIST,
    ),
  ],
  'POST /api/shopping-lists/{list_id}/lines': [
    ...ofRecord('/api/shopping-list-lines/{line_id}', ['PUT', 'DELETE'], LINE),
    ...each(['POST /api/shopping-list-lines/{line_id}/complete'], LINE),
    {
      to: 'POST /api/shopping-list-lines/{line_id}/receive',
      parameters: LINE,
      body: { receive_qty: 1, allocations: [{ box_no: 1, loc_no: 1, qty: 1 }] },
    },
  ],
  'PUT /api/shopping-list-lines/{line_id}': [
    {
      to: 'POST /api/shopping-list-lines/{line_id}/receive',
      parameters: LINE,
      body: { receive_qty: 1, allocations: [{ box_no: 1, loc_no: 1, qty: 1 }] },
    },
    ...each(['POST /api/shopping-list-lines/{line_id}/complete'], LINE),
  ],
  'POST /api/shopping-lists/{list_id}/seller-groups': ofRecord(
    '/api/shopping-lists/{list_id}/seller-groups/{seller_id}',
    ['GET', 'PUT', 'DELETE'],
    GROUP,
  ),
  'POST /api/attachment-sets/{set_id}/attachments': [
    ...ofRecord('/api/attachment-sets/{set_id}/attachments/{attachment_id}', ['GET', 'PUT', 'DELETE'], ATTACHMENT),
    {
      to: 'PUT /api/attachment-sets/{set_id}/cover',
      parameters: { set_id: '$request.path.set_id' },
      body: { attachment_id: '$response.body#/id' },
    },
  ],
  'POST /api/tokens': [{ to: 'DELETE /api/tokens/{token_id}', parameters: { token_id: '$response.body#/id' } }],
  'POST /api/pairing-codes': each(
    [
      'GET /api/pairing-codes/{code_id}',
      'DELETE /api/pairing-codes/{code_id}',
      'POST /api/pairing-codes/{code_id}/approve',
      'POST /api/pairing-codes/{code_id}/refuse',
    ],
    { code_id: '$response.body#/id' },
  ),
  'POST /api/pairing/redeem': [
    {
      to: 'POST /api/pairing/collect',
      parameters: {},
      body: { wait_token: '$response.body#/wait_token' },
    },
  ],
  'POST /api/ai-parts/cleanup': TASK_LINKS,
  'POST /api/ai-parts/analyze': TASK_LINKS,
  'POST /api/testing/tasks/start': TASK_LINKS,
  'POST /api/tasks/{task_id}/retry': TASK_LINKS,
}
