import type { Import, ImportChange } from '../../api/queries/imports.ts'

/** How a file is to be read instead. */
export type Change = Omit<ImportChange, 'version'>

/** An import as it is wanted, while it is still being read so. */
export function withChange(one: Import, wanted: Change): Import {
  const { kind, columns, options, decimal, delimiter, encoding, header_row, sheet } = wanted
  const read = { decimal, delimiter, encoding, header_row, sheet }
  const given = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
  return {
    ...one,
    kind: kind ?? one.kind,
    options: { ...one.options, ...options },
    detected: one.detected === null ? null : { ...one.detected, ...given },
    columns: one.columns.map((column) => ({
      ...column,
      field:
        columns?.find(({ index }) => index === column.index)?.field ?? (columns === undefined ? column.field : null),
    })),
  }
}
