/** How the cell of a column is read. */
export type OwnColumn = 'text' | 'filledText' | 'number' | 'list' | 'numbers' | 'ignored'

/** The columns of the export `parts`, and how each is read. */
const PARTS: Readonly<Record<string, OwnColumn>> = {
  key: 'filledText',
  type: 'text',
  description: 'filledText',
  manufacturer: 'text',
  manufacturer_code: 'text',
  package: 'text',
  pin_count: 'number',
  pin_pitch: 'text',
  voltage_rating: 'text',
  input_voltage: 'text',
  output_voltage: 'text',
  mounting_type: 'text',
  series: 'text',
  dimensions: 'text',
  tags: 'list',
  product_page: 'text',
  total_quantity: 'ignored',
  seller_numbers: 'numbers',
  created_at: 'ignored',
  minimum_quantity: 'number',
}

/** The same of the export `stock`. */
const STOCK: Readonly<Record<string, OwnColumn>> = {
  key: 'filledText',
  description: 'filledText',
  manufacturer_code: 'text',
  package: 'text',
  box_no: 'number',
  loc_no: 'number',
  qty: 'number',
  box_description: 'filledText',
}

export const OWN_TABLES = { parts: PARTS, stock: STOCK } as const
export type OwnTableName = keyof typeof OWN_TABLES

/** Columns without which a table says nothing. */
const NEEDED: Readonly<Record<OwnTableName, readonly string[]>> = { parts: [], stock: ['box_no', 'loc_no', 'qty'] }

/** The export that has these columns, the key first. @returns null when it is none. */
export function ownTableOf(headers: readonly string[]): OwnTableName | null {
  if (headers[0] !== 'key' || headers.length < 2 || new Set(headers).size < headers.length) return null
  const fits = (name: OwnTableName) =>
    headers.every((header) => Object.hasOwn(OWN_TABLES[name], header)) &&
    NEEDED[name].every((header) => headers.includes(header))
  return fits('stock') ? 'stock' : fits('parts') ? 'parts' : null
}
