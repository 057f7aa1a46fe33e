import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { FIELDS, MANY } from '../reading/columns/fields.ts'
import { type ImportKind, KIND_FIELDS } from '../reading/kinds.ts'
import type { ImportChange } from './change-schemas.ts'
import type { ImportDto } from './schemas.ts'

type Read = Pick<ImportDto, 'columns' | 'detected'>

/** What decides where a file has its columns: with one of them they may be others. */
const OTHER_ROWS = ['sheet', 'encoding', 'delimiter'] as const
const MAKES_COLUMNS = ['header_row', ...OTHER_ROWS] as const

/**
 * Checks that a change is about something that the file has.
 *
 * @param read the file as it was read; without columns when it could not be.
 * @throws RequestValidationError for a column that there is not, and for a sheet of a file that has none.
 */
export function checkPlaces(change: ImportChange, { columns, detected }: Read): void {
  if (change.sheet !== undefined && detected !== null && !['xlsx', 'xls'].includes(detected.format)) {
    const message = `is for workbooks: a file of the format ${detected.format} has no sheets`
    throw new RequestValidationError([{ field: 'sheet', message }])
  }
  if (columns.length === 0 || MAKES_COLUMNS.some((name) => change[name] !== undefined)) return
  const known = new Set(columns.map(({ index }) => index))
  const place = (change.columns ?? []).findIndex(({ index }) => !known.has(index))
  if (place === -1) return
  const message = `is no column of the file: there are 0 to ${Math.max(...known)}`
  throw new RequestValidationError([{ field: `columns.${place}.index`, message }])
}

/**
 * Checks that the header may stand where a change says. A file that is read in another way may have other rows.
 *
 * @param read the file as it was read, with the number of its last row of data.
 * @throws RequestValidationError for a row that the file does not have.
 */
export function checkHeaderRow(
  { header_row: chosen, ...change }: ImportChange,
  { detected, lastRow }: Pick<ImportDto, 'detected'> & { lastRow: number },
): void {
  if (chosen === undefined || detected === null || lastRow === 0) return
  if (OTHER_ROWS.some((name) => change[name] !== undefined)) return
  const last = Math.max(lastRow, detected.header_row, detected.skipped.at(-1)?.row_no ?? 0)
  if (chosen <= last) return
  const message = `is no row of the file: there are 1 to ${last}, and 0 says that it has no headers`
  throw new RequestValidationError([{ field: 'header_row', message }])
}

/**
 * Checks which fields a person gives to columns.
 *
 * @param kind null while it is not known: the fields of any kind are accepted then.
 * @throws RequestValidationError for a field that the kind does not have, or that only one column may have.
 */
export function checkColumns(kind: ImportKind | null, columns: ImportChange['columns'] = []): void {
  const known: readonly string[] = kind === null ? FIELDS : KIND_FIELDS[kind]
  const seen = new Set<string>()
  for (const [place, { field }] of columns.entries()) {
    if (field === null) continue
    const wrong = !known.includes(field)
      ? `is no field of ${kind}`
      : seen.has(field) && !MANY.has(field)
        ? `${field} is given to two columns: only one may have it`
        : null
    if (wrong !== null) throw new RequestValidationError([{ field: `columns.${place}.field`, message: wrong }])
    seen.add(field)
  }
}
