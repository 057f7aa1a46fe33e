import type { Column } from './columns/column.ts'
import type { ImportKind } from './kinds.ts'
import type { Problem } from './problems.ts'
import type { FileFormat } from './raw-table.ts'
import type { SkippedRow } from './recognise/table.ts'
import type { RowFields } from './values/fields-of-row.ts'
import type { RowContext } from './values/row-context.ts'

/** What was found out about a file. */
export interface Detected {
  format: FileFormat
  encoding: string | null
  delimiter: string | null
  decimal: '.' | ',' | null
  header_row: number
  sheet: string | null
  sheets: { name: string; rows: number }[]
  currency: string | null
  seller: string | null
  order_number: string | null
  skipped: SkippedRow[]
}

/** In a list of a kit that we have exported, the pieces of a line are what they say, however many designators it has. */
export interface OptionsOfFile {
  quantity_from?: 'column'
}

/** A row of data with its values. */
export interface ReadRow {
  rowNo: number
  cells: string[]
  /** The table of the file that it belongs to. */
  section: number
  fields: RowFields
  errors: Problem[]
  warnings: Problem[]
}

/** A file as it was read, before anything is looked up in the inventory. */
export interface ReadResult {
  detected: Detected
  kind: ImportKind | null
  confidence: number
  reasons: string[]
  columns: Column[]
  /** The saved mapping that was applied; null: none. */
  mappingId: number | null
  /** Options of the import that show in the file. */
  options: OptionsOfFile
  /** With this one row can be read anew; null while the kind is unknown. */
  context: RowContext | null
  rows: ReadRow[]
}

/** What is known of a file as a whole. */
export type ReadHead = Omit<ReadResult, 'rows'>

/** A saved assignment of headers to fields. */
export interface HeaderMapping {
  id: number
  kind: ImportKind
  columns: { header: string; field: string }[]
  /** A person has named it, so those of its headers count that are in the file. */
  isNamed?: boolean | undefined
  /** What its options say about files that say nothing themselves. */
  says?: OrderChoices | undefined
}

/** What a person, or a saved mapping, says about an order. */
export interface OrderChoices {
  /** ISO 4217 for prices that name none. */
  currency?: string | undefined
  orderNumber?: string | undefined
  orderDate?: string | undefined
  seller?: string | undefined
}

/** How a file is to be read where a person has said so. */
export interface ReadChoices extends OrderChoices {
  kind?: ImportKind | undefined
  columns?: { index: number; field: string | null }[] | undefined
  headerRow?: number | undefined
  sheet?: string | undefined
  encoding?: string | undefined
  delimiter?: string | undefined
  decimal?: '.' | ',' | undefined
  /** Saved mappings; the one whose headers are all there is applied. */
  mappings?: HeaderMapping[] | undefined
  /** Values that people have given for rows, by row number, for rows with the same cells. */
  overrides?: { rowNo: number; cells: string[]; fields: Record<string, unknown> }[] | undefined
}
