import type { RawRecord } from './own/raw-records.ts'

/** The forms of files. */
export const FILE_FORMATS = ['csv', 'xlsx', 'xls', 'json', 'text'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

/** A cell of a spreadsheet that needs a warning. */
export interface CellMark {
  index: number
  code: 'FORMULA_CELL' | 'ERROR_CELL' | 'VALUE_CLIPPED'
}

/** A row as it stands in the file. */
export interface RawRow {
  /** What people see in their editor: the physical line, the row of the sheet, or the place in a list. */
  rowNo: number
  cells: string[]
  marks?: CellMark[]
}

/** The cells of a file, before anything is made of them. */
export interface RawTable {
  format: FileFormat
  encoding: string | null
  /** The encoding is only the likely one. */
  encodingGuessed: boolean
  delimiter: string | null
  sheet: string | null
  sheets: { name: string; rows: number }[]
  rows: RawRow[]
  /** The headers of a form that has them apart from its rows; row 0. */
  headers?: string[]
  /** The records of our own export of the whole inventory. */
  own?: RawRecord[]
}

/** How a file is to be read where a person has said so. */
export interface FormatChoices {
  /** The kind of the file. */
  kind?: string | undefined
  sheet?: string | undefined
  encoding?: string | undefined
  delimiter?: string | undefined
}
