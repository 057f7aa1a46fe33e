import type { Field } from './fields.ts'

/** A column of a file and the field that it gives. */
export interface Column {
  /** From 0. */
  index: number
  header: string
  /** null: the column is not used. */
  field: Field | null
  /** 0..1 */
  confidence: number
  /** Up to three values. */
  samples: string[]
}

/** What the reading of a column's values needs beside its field. */
export interface ColumnSource extends Column {
  /** The currency that the header names. */
  currency: string | null
  /** The seller that the header, or the line below it, names. */
  seller: string | null
  /** The number of a header that stands several times. */
  twin: number | null
  /** The object of a list inside of the objects of a JSON file that the value belongs to. */
  item?: string | null
  /** A true value means that the part is fitted. */
  isInverted: boolean
}
