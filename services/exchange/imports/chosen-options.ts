import type { ImportKind } from '../reading/kinds.ts'
import type { BomOptions, InventoryOptions, ListOptions, Options, OrderOptions } from './options.ts'

// The threads of imports read options, which were checked when they were given, and do without the library of the schemas:
// it is six sevenths of what a thread would load.
const LIST: ListOptions = {
  update: 'fill',
  stock: 'set',
  create_parts: true,
  create_types: true,
  create_boxes: false,
  place: null,
  currency: null,
  place_map: [],
}
const BOM: BomOptions = {
  kit_id: null,
  kit_name: null,
  contents: 'replace',
  build_target: 1,
  create_parts: false,
  quantity_from: 'designators',
  boards: 1,
}
const ORDER: OrderOptions = {
  seller_id: null,
  seller_name: null,
  order_number: null,
  order_date: null,
  currency: null,
  target: 'receive',
  list_id: null,
  list_name: null,
  place: null,
  create_parts: true,
  only_shipped: true,
}
const CART: OrderOptions = { ...ORDER, target: 'list' }
const INVENTORY: InventoryOptions = { on_existing: 'keep' }

/** What is not given is the default, what is of other kinds is left out. */
function chosen<Chosen extends object>(defaults: Chosen, options: Options): Chosen {
  const whole = Object.entries(defaults).map(([name, usual]) => [name, options[name] ?? usual])
  const own: Chosen = JSON.parse(JSON.stringify(Object.fromEntries(whole)))
  return own
}

/** The options of a list of parts. */
export function listOptions(options: Options): ListOptions {
  return chosen(LIST, options)
}

export function bomOptions(options: Options): BomOptions {
  return chosen(BOM, options)
}

export function inventoryOptions(options: Options): InventoryOptions {
  return chosen(INVENTORY, options)
}

export function orderOptionsOf(kind: ImportKind, options: Options): OrderOptions {
  return chosen(kind === 'cart' ? CART : ORDER, options)
}
