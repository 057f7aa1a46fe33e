import { STOCK_EDGES } from './stock-columns.ts'
import { MORE_THAN_INT, text } from './values.ts'

/** What a request of the API can put into a column, one over its edge: the request, by the records that it needs. */
export interface Edge {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  payload: object
}

/** Ids of records that the edges refer to. */
export interface Records {
  key: string
  part: number
  box: number
  seller: number
  kit: number
  content: number
  list: number
  line: number
  pickList: number
  pickLine: number
  set: number
}

function partText(field: string, length: number): [string, (at: Records) => Edge[]] {
  const payload = { [field]: text(length) }
  return [
    `parts.${field}`,
    ({ key }) => [
      { method: 'POST', url: '/parts', payload: { description: 'a', ...payload } },
      { method: 'PUT', url: `/parts/${key}`, payload },
      { method: 'POST', url: '/ai-parts/create', payload: { description: 'a', documents: [], ...payload } },
    ],
  ]
}

function named(table: string, path: string, length: number, more: object = {}): [string, (at: Records) => Edge[]] {
  return [`${table}.name`, () => [{ method: 'POST', url: path, payload: { ...more, name: text(length) } }]]
}

/** By table and column: who can fill it from outside, beyond what it can hold. */
export const EDGES: Readonly<Record<string, (at: Records) => Edge[]>> = Object.fromEntries([
  ...Object.entries(STOCK_EDGES),
  partText('manufacturer_code', 255),
  partText('manufacturer', 255),
  partText('product_page', 500),
  partText('package', 100),
  partText('pin_pitch', 50),
  partText('voltage_rating', 100),
  partText('input_voltage', 100),
  partText('output_voltage', 100),
  partText('mounting_type', 50),
  partText('series', 100),
  partText('dimensions', 100),
  partText('description', 50_000),
  named('types', '/types', 100),
  named('sellers', '/sellers', 255, { website: 'https://seller.example' }),
  named('kits', '/kits', 255),
  named('shopping_lists', '/shopping-lists', 255),
  [
    'parts.tags',
    ({ key }: Records) => [
      { method: 'PUT', url: `/parts/${key}`, payload: { tags: [text(100)] } },
      { method: 'PUT', url: `/parts/${key}`, payload: { tags: Array(101).fill('a') } },
    ],
  ],
  [
    'parts.pin_count',
    ({ key }: Records) =>
      [0, -1, MORE_THAN_INT, 1e300, '99999999999999999999'].map((pin_count) => ({
        method: 'PUT',
        url: `/parts/${key}`,
        payload: { pin_count },
      })),
  ],
  [
    'parts.type_id',
    ({ key }: Records) =>
      [0, -5, MORE_THAN_INT, 2_147_483_647].map((type_id) => ({
        method: 'PUT',
        url: `/parts/${key}`,
        payload: { type_id },
      })),
  ],
  [
    'part_sellers.link',
    ({ key, seller }: Records) => [
      {
        method: 'POST',
        url: `/parts/${key}/seller-links`,
        payload: { seller_id: seller, link: `http://a/${text(500)}` },
      },
    ],
  ],
  [
    'sellers.website',
    ({ seller }: Records) => [
      { method: 'PUT', url: `/sellers/${seller}`, payload: { website: `http://a/${text(500)}` } },
    ],
  ],
  ['boxes.description', () => [{ method: 'POST', url: '/boxes', payload: { description: text(255), capacity: 1 } }]],
  [
    'boxes.capacity',
    ({ box }: Records) =>
      [0, -1, 1001, MORE_THAN_INT].map((capacity) => ({
        method: 'PUT',
        url: `/boxes/${box}`,
        payload: { description: 'a', capacity },
      })),
  ],
  [
    'part_locations.qty',
    ({ key, box }: Records) =>
      [0, -1, MORE_THAN_INT, 2_147_483_647].map((qty) => ({
        method: 'POST',
        url: `/inventory/parts/${key}/stock`,
        payload: { box_no: box, loc_no: 1, qty },
      })),
  ],
  [
    'quantity_history.location_reference',
    ({ key, box }: Records) => {
      const places = [2_147_483_647, 0, -1, -2_147_483_647, MORE_THAN_INT]
      return places.flatMap((far): Edge[] => [
        { method: 'POST', url: `/inventory/parts/${key}/stock`, payload: { box_no: far, loc_no: far, qty: 1 } },
        { method: 'DELETE', url: `/inventory/parts/${key}/stock`, payload: { box_no: far, loc_no: far, qty: 1 } },
        {
          method: 'POST',
          url: `/inventory/parts/${key}/move`,
          payload: { from_box_no: far, from_loc_no: far, to_box_no: box, to_loc_no: 1, qty: 1 },
        },
        {
          method: 'POST',
          url: `/inventory/parts/${key}/move`,
          payload: { from_box_no: box, from_loc_no: 1, to_box_no: far, to_loc_no: far, qty: 1 },
        },
      ])
    },
  ],
  [
    'kits.description',
    ({ kit }: Records) => [{ method: 'PATCH', url: `/kits/${kit}`, payload: { description: text(50_000) } }],
  ],
  [
    'kits.build_target',
    ({ kit }: Records) =>
      [-1, 1_000_001, MORE_THAN_INT].map((build_target) => ({
        method: 'PATCH',
        url: `/kits/${kit}`,
        payload: { build_target },
      })),
  ],
  [
    'kit_contents.required_per_unit',
    ({ kit, content }: Records) =>
      [0, -1, 1_000_001, MORE_THAN_INT].map((required_per_unit) => ({
        method: 'PATCH',
        url: `/kits/${kit}/contents/${content}`,
        payload: { version: 1, required_per_unit },
      })),
  ],
  [
    'kit_contents.version',
    ({ kit, content }: Records) =>
      [0, 1e18, 1e300, Number.MAX_SAFE_INTEGER].map((version) => ({
        method: 'PATCH',
        url: `/kits/${kit}/contents/${content}`,
        payload: { version, required_per_unit: 7 },
      })),
  ],
  [
    'kit_pick_lists.requested_units',
    ({ kit }: Records) =>
      [0, -1, MORE_THAN_INT, 2_147_483_647].flatMap((requested_units): Edge[] => [
        { method: 'POST', url: `/kits/${kit}/pick-lists`, payload: { requested_units } },
      ]),
  ],
  [
    'kit_pick_list_lines.quantity_to_pick',
    ({ pickList, pickLine }: Records) =>
      [-1, MORE_THAN_INT].map((quantity_to_pick) => ({
        method: 'PATCH',
        url: `/pick-lists/${pickList}/lines/${pickLine}`,
        payload: { quantity_to_pick },
      })),
  ],
  [
    'kit_shopping_list_links.requested_units',
    ({ kit, list }: Records) =>
      [0, MORE_THAN_INT, 2_147_483_647].map((units) => ({
        method: 'POST',
        url: `/kits/${kit}/shopping-lists`,
        payload: { units, shopping_list_id: list },
      })),
  ],
  [
    'shopping_lists.description',
    ({ list }: Records) => [{ method: 'PUT', url: `/shopping-lists/${list}`, payload: { description: text(50_000) } }],
  ],
  [
    'shopping_lists.status',
    ({ list }: Records) => [{ method: 'PUT', url: `/shopping-lists/${list}/status`, payload: { status: text(16) } }],
  ],
  [
    'shopping_list_lines.needed',
    ({ line }: Records) =>
      [0, MORE_THAN_INT].map((needed) => ({ method: 'PUT', url: `/shopping-list-lines/${line}`, payload: { needed } })),
  ],
  [
    'shopping_list_lines.ordered',
    ({ line }: Records) =>
      [-1, MORE_THAN_INT].map((ordered) => ({
        method: 'PUT',
        url: `/shopping-list-lines/${line}`,
        payload: { ordered },
      })),
  ],
  [
    'shopping_list_lines.received',
    ({ line, box }: Records) =>
      [0, MORE_THAN_INT, 2_147_483_647].map((qty) => ({
        method: 'POST',
        url: `/shopping-list-lines/${line}/receive`,
        payload: { receive_qty: qty, allocations: [{ box_no: box, loc_no: 1, qty }] },
      })),
  ],
  [
    'shopping_list_sellers.status',
    ({ list, seller }: Records) => [
      { method: 'PUT', url: `/shopping-lists/${list}/seller-groups/${seller}`, payload: { status: text(50) } },
    ],
  ],
  [
    'attachments.title',
    ({ set }: Records) => [
      {
        method: 'POST',
        url: `/attachment-sets/${set}/attachments`,
        payload: { title: text(255), url: 'http://a.example' },
      },
    ],
  ],
  [
    'attachments.url',
    ({ set }: Records) => [
      {
        method: 'POST',
        url: `/attachment-sets/${set}/attachments`,
        payload: { title: 'a', url: `http://a/${text(2000)}` },
      },
    ],
  ],
])

/** Columns of people, devices and tokens, which a service without sign-in of its own has no routes for; see test/access. */
const WITH_OWN_SIGN_IN: readonly string[] = [
  'access_log.what',
  'access_state.id',
  'access_tokens.name',
  'access_tokens.role',
  'access_tokens.scope',
  'devices.name',
  'pairing_codes.kind',
  'pairing_codes.person_id',
  'pairing_codes.role',
  'pairing_codes.state',
  'people.name',
  'people.role',
]

/** Columns that rows of imported files fill, which are checked one by one; see test/services/exchange and the imports. */
const FROM_FILES: readonly string[] = [
  'import_decisions.folded',
  'import_rows.status',
  'import_sources.pieces',
  'import_sources.source_key',
  'imports.committed_at',
  'imports.error_code',
  'imports.status',
  'kit_alternates.rank',
  'kit_unfitted.designators',
  'kit_unfitted.quantity',
  'quantity_history.date_code',
  'quantity_history.lot',
  'receipts.currency',
  'receipts.order_number',
  'receipts.other_numbers',
  'receipts.part_numbers',
  'receipts.unit_price',
  'scanned_bags.booking',
  'shopping_list_lines.order_number',
]

/** Columns that no request fills, or only with what the service has made itself. */
export const MADE_BY_THE_SERVICE: readonly string[] = [
  ...WITH_OWN_SIGN_IN,
  ...FROM_FILES,
  'ai_usage.cost_dollars',
  'ai_usage.tokens',
  'attachments.attachment_type',
  'attachments.content_type',
  'attachments.filename',
  'attachments.picture_key',
  'attachments.s3_key',
  'boxes.box_no',
  'idempotency_keys.body',
  'idempotency_keys.status_code',
  'inventory_figures.id',
  'kit_pick_list_lines.picked_at',
  'kit_pick_list_lines.status',
  'kit_pick_lists.completed_at',
  'kit_pick_lists.status',
  'kits.archived_at',
  'kits.status',
  'locations.loc_no',
  'mouser_quota.only_row',
  'part_figures.key',
  'part_figures.lack',
  'part_figures.needed',
  'parts.key',
  'schema_migrations.name',
  'seller_icons.website',
  'sellers.logo_s3_key',
  'shopping_list_lines.status',
  'swept_contents.s3_key',
  'tasks.end_time',
  'tasks.error',
  'tasks.result',
  'tasks.runner',
  'tasks.status',
  'operations.reason',
  'operations.root',
  'operations.turns',
  'operations.undoes',
  'quantity_history.reason',
  'retired_parts.key',
  'retired_parts.merged_into',
  'retired_quantity_history.date_code',
  'retired_quantity_history.location_reference',
  'retired_quantity_history.lot',
  'retired_quantity_history.reason',
]
