import type { Statement } from '../../../plugins/database/statement.ts'
import type { Column, Row } from './cell.ts'

/** How many rows a table has, and whether a text of it is longer than a cell of a spreadsheet can hold. */
export interface Size {
  rows: number
  is_too_long: boolean
}

/** A table that is exported: its rows come from a statement, in the order in which they are written. */
export interface ExportTable {
  /** The name of its sheet in a workbook. */
  name: string
  columns: readonly Column[]
  statement: Statement<Row>
  /** Measures the table, before a spreadsheet of it is begun. */
  size: Statement<Size>
  /** What both statements are bound to. */
  values: readonly unknown[]
}

/** Sections of a document in JSON, each a list whose items the database writes. */
export interface JsonSection {
  name: string
  /** Answers each item as text in JSON. */
  items: Statement<{ item: string }>
}
