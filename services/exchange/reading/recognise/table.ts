import type { RawRow } from '../raw-table.ts'

/** Why a row of a file is no data. */
export const SKIP_REASONS = [
  'preamble',
  'blank',
  'footer',
  'section',
  'repeated_header',
  'repeated_table',
  'comment',
] as const

export interface SkippedRow {
  row_no: number
  reason: (typeof SKIP_REASONS)[number]
}

/** A row of data, and the table of the file that it belongs to. */
export interface DataRow extends RawRow {
  section: number
}

/** The table of a file: its headers, its rows of data, and what is no data. */
export interface Table {
  headerRow: number
  /** One for each column; empty where a column has no name. */
  headers: string[]
  /** A second line of headers that names the seller of a column. */
  subHeaders: string[]
  preamble: RawRow[]
  rows: DataRow[]
  skipped: SkippedRow[]
}
