import { FIELDS, type Field } from '../columns/fields.ts'
import { foldHeader } from '../columns/fold-header.ts'
import type { HeaderMapping } from '../read-result.ts'

/** The only saved mapping whose headers are all in the file. @returns null when there is none, or more than one. */
export function findMapping(headers: readonly string[], mappings: readonly HeaderMapping[]): HeaderMapping | null {
  const names = new Set(headers.map((header) => foldHeader(header).name))
  const fitting = mappings.filter(({ columns }) => columns.every(({ header }) => names.has(foldHeader(header).name)))
  const [only] = fitting
  return fitting.length === 1 && only !== undefined ? only : null
}

/** The field that a mapping gives to a header. @returns undefined when it does not know the header. */
export function fieldOf({ columns }: HeaderMapping, header: string): Field | undefined {
  const { name } = foldHeader(header)
  const mapped = columns.find((column) => foldHeader(column.header).name === name)
  return FIELDS.find((field) => field === mapped?.field)
}
