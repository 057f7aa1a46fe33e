import { joinList, joinOptionalList, joinPairs } from '../own-format/lists.ts'

/** What a cell of a file holds. */
export type Cell = string | number | boolean | null

/** How the value of a column becomes one cell. */
export type Kind = 'plain' | 'list' | 'optionalList' | 'numbers'

/** A column of an export. */
export interface Column {
  name: string
  kind: Kind
}

/** The number of a part at a seller. */
export interface NumberAtSeller {
  seller: string
  number: string
}

/** A row as it was read, by the names of the columns. */
export type Row = Readonly<Record<string, unknown>>

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value)
}

function isNumbers(value: unknown): value is NumberAtSeller[] {
  return Array.isArray(value)
}

function isCell(value: unknown): value is Cell {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

/** The cell of a column in files that have one value a cell. */
export function toCell(row: Row, { name, kind }: Column): Cell {
  const value = row[name]
  if (kind === 'plain' && isCell(value)) return value
  if (kind === 'list' && isTexts(value)) return joinList(value)
  if (kind === 'optionalList') return joinOptionalList(isTexts(value) ? value : null)
  if (kind === 'numbers' && isNumbers(value)) return joinPairs(value.map(({ seller, number }) => [seller, number]))
  return null
}

/** Columns by their names; those that hold a list are named with its kind. */
export function columnsOf(names: readonly (string | readonly [name: string, kind: Kind])[]): Column[] {
  return names.map((entry) =>
    typeof entry === 'string' ? { name: entry, kind: 'plain' } : { name: entry[0], kind: entry[1] },
  )
}
