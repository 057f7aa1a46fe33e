import { FIELDS, type Field } from '../columns/fields.ts'
import { foldHeader } from '../columns/fold-header.ts'
import type { ImportKind } from '../kinds.ts'
import type { HeaderMapping } from '../read-result.ts'

/**
 * The mapping that a person has named, else the only saved one whose headers are all in the file.
 *
 * @param kind of the file when a person has said it: mappings for other kinds do not apply by themselves.
 * @returns null when there is none, or more than one.
 */
export function findMapping(
  headers: readonly string[],
  mappings: readonly HeaderMapping[],
  kind?: ImportKind,
): HeaderMapping | null {
  const named = mappings.find(({ isNamed }) => isNamed === true)
  if (named !== undefined) return named
  const names = new Set(headers.map((header) => foldHeader(header).name))
  const fitting = mappings.filter(
    (mapping) =>
      (kind === undefined || kind === mapping.kind) &&
      mapping.columns.every(({ header }) => names.has(foldHeader(header).name)),
  )
  const [only] = fitting
  return fitting.length === 1 && only !== undefined ? only : null
}

/** The field that a mapping gives to a header. @returns undefined when it does not know the header. */
export function fieldOf({ columns }: HeaderMapping, header: string): Field | undefined {
  const { name } = foldHeader(header)
  const mapped = columns.find((column) => foldHeader(column.header).name === name)
  return FIELDS.find((field) => field === mapped?.field)
}
