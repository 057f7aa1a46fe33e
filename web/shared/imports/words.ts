import type { FieldName, Import, KindName } from '../../api/queries/imports.ts'

/** What each kind of file is called where there is one of it. */
export const KIND_NAMES: Readonly<Record<KindName, string>> = {
  parts_list: 'List of parts',
  bom: 'Bill of materials',
  order: 'Order',
  cart: 'Shopping cart',
  part_db: 'Export of Part-DB',
  inventree: 'Export of InvenTree',
  partkeepr: 'Export of PartKeepr',
  binner: 'Export of Binner',
  partsbox: 'Export of PartsBox',
  inventory: 'Whole inventory',
}

export const STATUS_NAMES: Readonly<Record<Import['status'], string>> = {
  reading: 'Being read',
  proposed: 'Waits for you',
  committing: 'Being written',
  committed: 'Written',
  undoing: 'Being taken back',
  undone: 'Taken back',
  failed: 'Not readable',
}

/** Fields as they are called on the other pages. */
const FIELD_NAMES: Partial<Record<FieldName, string>> = {
  mpn: 'Maker’s number',
  manufacturer: 'Maker',
  seller_number: 'Seller’s number',
  quantity: 'Pieces',
  unit_price: 'Price',
  total_price: 'Total',
  loc_no: 'Slot',
  min_stock: 'Minimum',
  alternate: 'Alternate',
}

/** A field in words. @param title as the service has it. */
export function fieldName(field: FieldName, title: string): string {
  return FIELD_NAMES[field] ?? title
}
