import type { ColumnSource } from '../columns/column.ts'
import type { ImportKind } from '../kinds.ts'
import type { DateForm } from './dates.ts'
import type { NumberForms } from './decimal-marks.ts'

/** What the values of all rows are read with. JSON, so that one row can be read anew later. */
export interface RowContext {
  kind: ImportKind
  columns: ColumnSource[]
  numbers: NumberForms
  dates: DateForm
  /** Of the file. */
  currency: string | null
  seller: string | null
  orderNumber: string | null
  orderDate: string | null
  /** Cells stand between delimiters, so that a row has as many as the header. */
  isDelimited?: boolean
  /** Characters that a cell may have. */
  longestCell: number
}
