import { type OwnTableName, ownTableOf } from '../../own-format/table-columns.ts'
import type { RawRow, RawTable } from '../raw-table.ts'

/** A table of our own with its header. */
export interface OwnTable {
  name: OwnTableName
  header: RawRow
  columns: string[]
}

/** The exports `parts` and `stock` are known by the names of their columns. @returns null for any other table. */
export function findOwnTable({ rows, headers }: RawTable): OwnTable | null {
  const header = headers === undefined ? rows.find(isFilled) : { rowNo: 0, cells: headers }
  const name = ownTableOf(header?.cells ?? [])
  return name === null || header === undefined ? null : { name, header, columns: header.cells }
}

/** Whether a row says anything. */
export function isFilled({ cells }: RawRow): boolean {
  return cells.some((cell) => cell.trim() !== '')
}
