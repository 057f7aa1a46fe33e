import type { Field } from './columns/fields.ts'

/** What a file is a list of. */
export const IMPORT_KINDS = [
  'parts_list',
  'bom',
  'order',
  'cart',
  'part_db',
  'inventree',
  'partkeepr',
  'binner',
  'partsbox',
  'inventory',
] as const

export type ImportKind = (typeof IMPORT_KINDS)[number]

/** Exports of other inventory systems. */
const PEERS: ReadonlySet<ImportKind> = new Set(['part_db', 'inventree', 'partkeepr', 'binner', 'partsbox'])

export function isPeer(kind: ImportKind | null): boolean {
  return kind !== null && PEERS.has(kind)
}

const PART: readonly Field[] = [
  'mpn',
  'manufacturer',
  'seller_number',
  'seller',
  'value',
  'package',
  'name',
  'description',
  'datasheet',
  'link',
]
const LIST: readonly Field[] = [
  'key',
  ...PART,
  'quantity',
  'type',
  'tags',
  'place',
  'box_no',
  'loc_no',
  'unit_price',
  'total_price',
  'currency',
  'note',
  'min_stock',
  'internal_no',
  'series',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'pin_count',
  'pin_pitch',
  'dimensions',
]
const BOM: readonly Field[] = [
  'key',
  ...PART,
  'designators',
  'quantity',
  'dnp',
  'note',
  'alternate',
  'unit_price',
  'total_price',
]
const ORDER: readonly Field[] = [
  'key',
  ...PART,
  'quantity',
  'unit_price',
  'total_price',
  'currency',
  'order_number',
  'order_date',
  'order_line',
  'date_code',
  'lot',
  'customer_reference',
  'backorder',
  'shipped',
  'place',
  'note',
]
const CART: readonly Field[] = [
  'key',
  ...PART,
  'quantity',
  'unit_price',
  'total_price',
  'currency',
  'order_line',
  'customer_reference',
  'note',
]

/** The fields that the rows of each kind have. */
export const KIND_FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
  parts_list: LIST,
  bom: BOM,
  order: ORDER,
  cart: CART,
  part_db: LIST,
  inventree: LIST,
  partkeepr: LIST,
  binner: LIST,
  partsbox: LIST,
  inventory: [],
}

export const KIND_TITLES: Readonly<Record<ImportKind, string>> = {
  parts_list: 'List of parts',
  bom: 'Bill of materials',
  order: 'Order or invoice',
  cart: 'Shopping cart',
  part_db: 'Part-DB',
  inventree: 'InvenTree',
  partkeepr: 'PartKeepr',
  binner: 'Binner',
  partsbox: 'PartsBox',
  inventory: 'Export of the whole inventory',
}
