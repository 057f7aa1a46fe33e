import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { FIELDS, MANY } from '../reading/columns/fields.ts'
import { type ImportKind, KIND_FIELDS } from '../reading/kinds.ts'
import type { ImportChange } from './change-schemas.ts'

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
