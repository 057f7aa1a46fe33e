import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { SearchQuery } from '../../catalogue/search-rules/query/search-query.ts'
import type { Operation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { knownQuery } from '../part-search/known-queries.ts'
import type { PartSearch } from '../part-search/part-search.ts'
import { type EditedPart, type PartsChange, type PlannedEdit, planEdit } from './edit.ts'
import { editEffect } from './edit-detail.ts'
import type { PartEdits } from './schemas.ts'
import { EDITED_PARTS, EDITS_OF_OPERATION, KEEP_TYPE, LOCK_EDITED_PARTS } from './statements.ts'
import { writeParts } from './write-parts.ts'

/** Parts that are edited at once. */
export const MAX_EDITED_PARTS = 1000
const MAX_TAGS = 100

/** Which parts are edited: those with the keys, or what a search finds. */
export type EditedSelection = { keys: readonly string[] } | { query: string }

/** Edits of many parts at once. */
export class BulkEditService {
  readonly #db: Database
  readonly #search: PartSearch

  constructor(db: Database, search: PartSearch) {
    this.#db = db
    this.#search = search
  }

  /**
   * What an edit would change.
   *
   * @throws DomainError 404 for an unknown part or type; 400 for a query that cannot be read, asks for nothing, or finds more
   *   than 1,000 parts, and for too many tags.
   */
  async preview(selection: EditedSelection, change: PartsChange): Promise<PartEdits> {
    const keys = await this.#keysOf(selection)
    return this.#db.transaction(async (unit) => {
      await requireType(unit, change)
      const planned = plan(await read(unit, EDITED_PARTS, selection, keys), change)
      return { operation_id: null, parts: planned.map(({ edit }) => edit) }
    })
  }

  /** Makes the edit, as one operation. @throws DomainError as `preview`. */
  async apply(selection: EditedSelection, change: PartsChange, operation: Operation): Promise<PartEdits> {
    const keys = await this.#keysOf(selection)
    return this.#db.transaction(async (unit) => {
      await requireType(unit, change)
      const planned = plan(await read(unit, LOCK_EDITED_PARTS, selection, keys), change)
      const parts = planned.map(({ edit }) => edit)
      if (parts.length === 0) return { operation_id: null, parts }
      await writeParts(
        unit,
        planned.map(({ after }) => after),
      )
      const whole = withEffect(operation, planned)
      await recordOperation(
        unit,
        whole,
        planned.map(({ after }) => after.id),
      )
      return { operation_id: operation.id, parts }
    })
  }

  /** What an edit has changed. @throws DomainError 404 for an operation that is none. */
  async read(operationId: string): Promise<PartEdits> {
    const [edit] = await this.#db.query(EDITS_OF_OPERATION, [operationId])
    if (!edit) throw recordNotFound('Operation', operationId)
    return { operation_id: operationId, parts: edit.parts }
  }

  async #keysOf(selection: EditedSelection): Promise<string[]> {
    if ('keys' in selection) return [...new Set(selection.keys)]
    if (asksForNothing(knownQuery(selection.query))) {
      throw new RequestValidationError([
        { field: 'query', message: 'asks for nothing, so every part would be changed' },
      ])
    }
    const { hits, total } = await this.#search.search({
      q: selection.query,
      limit: MAX_EDITED_PARTS,
      cursor: null,
      sort: 'newest',
      facets: [],
      isInternal: true,
    })
    if (total.value > MAX_EDITED_PARTS || !total.exact) {
      throw new RequestValidationError([
        { field: 'query', message: `finds more than ${MAX_EDITED_PARTS} parts; make it narrower` },
      ])
    }
    return hits.map(({ key }) => key)
  }
}

/** Whether a query has nothing but blanks and signs, and so finds every part. */
function asksForNothing({ isCode, terms, filters, problems }: SearchQuery): boolean {
  const excludesNothing = terms.every(({ isExcluded, readings }) => isExcluded && readings.length === 0)
  return !isCode && problems.length === 0 && filters.length === 0 && excludesNothing
}

function withEffect(operation: Operation, planned: readonly PlannedEdit[]): Operation {
  return { ...operation, effect: editEffect(planned.map(({ edit }) => edit)) }
}

async function read(
  unit: UnitOfWork,
  statement: typeof EDITED_PARTS,
  selection: EditedSelection,
  keys: readonly string[],
): Promise<EditedPart[]> {
  const parts = await unit.query(statement, [keys])
  if ('keys' in selection && parts.length < keys.length) {
    const known = new Set(parts.map(({ key }) => key))
    const index = selection.keys.findIndex((key) => !known.has(key))
    throw atField(recordNotFound('Part', selection.keys[index] ?? ''), `part_keys.${index}`)
  }
  return parts
}

async function requireType(unit: UnitOfWork, { type_id: typeId }: PartsChange): Promise<void> {
  if (typeId === undefined || typeId === null) return
  const types = await unit.query(KEEP_TYPE, [typeId])
  if (types.length === 0) throw atField(recordNotFound('Type', typeId), 'set.type_id')
}

function plan(parts: readonly EditedPart[], change: PartsChange): PlannedEdit[] {
  const planned = parts.flatMap((part) => planEdit(part, change) ?? [])
  const full = planned.find(({ after }) => (after.tags?.length ?? 0) > MAX_TAGS)
  if (full === undefined) return planned
  throw new RequestValidationError([
    { field: 'set.add_tags', message: `would give part ${full.after.key} more than ${MAX_TAGS} tags` },
  ])
}

function atField({ statusCode, code, message, hint, facts }: DomainError, field: string): DomainError {
  return new DomainError(statusCode, code, message, hint, { ...facts, field })
}
