import type { Import, ImportRow } from '../../../api/queries/imports.ts'

/** A value of a row as text; empty where the row has none, or it is no text. */
export function textOf({ fields }: ImportRow, field: string): string {
  const value = fields[field]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

export function numberOf({ fields }: ImportRow, field: string): number | null {
  const value = fields[field]
  return typeof value === 'number' ? value : null
}

/** The texts of a value that has several. */
export function textsOf({ fields }: ImportRow, field: string): string[] {
  const value = fields[field]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** The first number that a seller has for the part of a row; empty without one. */
export function sellerNumberOf({ fields }: ImportRow): string {
  const numbers = fields.seller_numbers
  const first: unknown = Array.isArray(numbers) ? numbers[0] : undefined
  if (typeof first !== 'object' || first === null || !('number' in first)) return ''
  return typeof first.number === 'string' ? first.number : ''
}

/** What the file itself has for a field, before anything was made of it. */
export function cellOf({ cells }: ImportRow, { columns }: Import, field: string): string {
  const index = columns.find((column) => column.field === field)?.index
  return index === undefined ? '' : (cells[index] ?? '')
}

const MONEY_DIGITS = 6

/** The price of one piece, with its currency. */
export function priceOf(row: ImportRow): string {
  const price = Number(textOf(row, 'unit_price') || Number.NaN)
  if (Number.isNaN(price)) return ''
  const currency = textOf(row, 'currency')
  const isCurrency = /^[A-Z]{3}$/.test(currency)
  return new Intl.NumberFormat(undefined, {
    ...(isCurrency && { style: 'currency', currency }),
    minimumFractionDigits: 2,
    maximumFractionDigits: MONEY_DIGITS,
  }).format(price)
}

/** What names a row best: its number, else its name, value or words. */
export function nameOf(row: ImportRow): string {
  const names = ['mpn', 'name', 'value', 'description', 'key'].map((field) => textOf(row, field))
  const cell = row.cells.find((each) => each.trim() !== '') ?? ''
  return names.find((name) => name !== '') ?? (sellerNumberOf(row) || cell)
}

/** What stands below the name of a row: other numbers and words. */
export function secondOf(row: ImportRow): string {
  const designators = textsOf(row, 'designators').join(' ')
  const others = [designators, sellerNumberOf(row), textOf(row, 'package'), textOf(row, 'description')]
  return others.find((text) => text !== '' && text !== nameOf(row)) ?? ''
}

/** The part that a row means by now; null: none, or a new one. */
export function partKeyOf({ decision, match }: ImportRow): string | null {
  if (decision !== null) return 'part_key' in decision ? decision.part_key : null
  return match.state === 'matched' ? match.part_key : null
}

/** Where the pieces of a row go, as `7-12`; several places one after the other. */
export function placesOf({ effects }: ImportRow): string {
  return effects
    .filter(({ entity }) => entity === 'stock')
    .map(({ ref }) => /^(?:row \d+|\S+) (.+)$/.exec(ref)?.[1] ?? ref)
    .join(', ')
}
