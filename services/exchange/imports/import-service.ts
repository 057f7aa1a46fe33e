import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { SpooledFile } from '../../../plugins/spool/spooled-file.ts'
import type { Author } from '../../stock/operations/operation.ts'
import { FORGET_IMPORT } from '../../stock/receipts/statements.ts'
import type { TaskService } from '../../work/tasks/task-service.ts'
import type { ImportKind } from '../reading/kinds.ts'
import type { ReadChoices } from '../reading/read-result.ts'
import type { CommitBody, ImportChange } from './change-schemas.ts'
import { checkColumns, checkHeaderRow, checkPlaces } from './check-columns.ts'
import { COMMIT_TASK } from './commit-stage.ts'
import { newFileKey } from './import-file.ts'
import type { MappingService } from './mapping-service.ts'
import type { ImportStatus } from './model.ts'
import { newerVersion } from './newer-version.ts'
import { checkOptions, type Options } from './options.ts'
import { READ_TASK } from './read-stage.ts'
import { readingChoices } from './reading-choices.ts'
import { endRivals } from './rival-options.ts'
import { LAST_ROW, ROWS } from './row-statements.ts'
import type { ImportDto, ImportSummaryDto } from './schemas.ts'
import {
  ADD_IMPORT,
  DELETE_IMPORT,
  IMPORT,
  IMPORT_STATE,
  IMPORTS,
  LOCK_IMPORT,
  SET_CHOICES,
  SET_STATUS,
} from './statements.ts'
import { demandTargets } from './targets.ts'
import { toJson } from './to-json.ts'

/** Who asks: whose pages get the events, and who stands in the ledger. */
export interface Caller {
  subject: string | null
  author: Author
}

/** What a person says about a file when it comes. */
export interface NewImport {
  fileName: string
  file: Pick<SpooledFile, 'size' | 'sha256' | 'open'>
  kind: ImportKind | null
  mappingId: number | null
  options: Options
}

/** Starts and cancels the tasks that read and write. */
export type TaskStarter = Pick<TaskService, 'startTask' | 'cancelTask'>

export type ImportState = RowOf<typeof IMPORT_STATE>

const LONGEST_NAME = 255

/** Files that are read, shown as a proposal, and written into the inventory. */
export class ImportService {
  readonly #db: Database
  readonly #blobs: BlobStore
  readonly #tasks: TaskStarter
  readonly #mappings: MappingService

  constructor(parts: { db: Database; blobs: BlobStore; tasks: TaskStarter; mappings: MappingService }) {
    this.#db = parts.db
    this.#blobs = parts.blobs
    this.#tasks = parts.tasks
    this.#mappings = parts.mappings
  }

  /**
   * Stores a file and begins to read it.
   *
   * @throws RequestValidationError for options that there are not; DomainError 404 for an unknown mapping, kit, seller or
   *   list, 409 while the service shuts down.
   */
  async add({ fileName, file, kind, mappingId, options: sent }: NewImport, caller: Caller): Promise<ImportDto> {
    const choices = await this.#firstChoices(kind, mappingId)
    const { given, all } = choices
    const options = endRivals(choices.options, checkOptions(given, sent))
    await demandTargets(this.#db, options)
    const key = newFileKey()
    await this.#blobs.put(key, { open: () => file.open(), size: file.size, contentType: 'application/octet-stream' })
    try {
      return await this.#db.transaction(async (unit) => {
        const own = toJson({ ...all, ...readingChoices(options) })
        const values = [
          storedName(fileName),
          file.size,
          file.sha256,
          key,
          own,
          toJson({ ...choices.options, ...options }),
        ]
        const [added] = await unit.query(ADD_IMPORT, [...values, caller.subject, caller.author.name])
        if (added === undefined) throw new Error('the import was not added')
        await this.#startTask(unit, READ_TASK, { id: added.id, status: 'reading', caller })
        return this.get(added.id)
      })
    } catch (error) {
      await this.#blobs.delete([key])
      throw error
    }
  }

  async #firstChoices(kind: ImportKind | null, mappingId: number | null) {
    if (mappingId === null) {
      const all: ReadChoices = kind === null ? {} : { kind }
      return { given: kind, all, options: {} }
    }
    const mapping = await this.#mappings.get(mappingId)
    const { id, columns } = mapping
    const named = { id, kind: mapping.kind, columns, isNamed: true, says: readingChoices(mapping.options) }
    const all: ReadChoices = { kind: kind ?? mapping.kind, mappings: [named] }
    return { given: kind ?? mapping.kind, all, options: mapping.options }
  }

  /** The newest imports. */
  async list(filter: {
    statuses: readonly ImportStatus[] | null
    kinds: readonly ImportKind[] | null
    limit: number
    offset: number
  }): Promise<ImportSummaryDto[]> {
    return this.#db.query(IMPORTS, [filter.statuses, filter.kinds, filter.limit, filter.offset])
  }

  /** @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<ImportDto> {
    const [found] = await this.#db.query(IMPORT, [id])
    if (!found) throw recordNotFound('Import', id)
    return found
  }

  /** The stored file with its name. @throws DomainError 404 when there is no such import, or its file is gone. */
  async file(id: number): Promise<{ name: string; size: number; stream: NodeJS.ReadableStream }> {
    const state = await this.state(this.#db, id)
    const head = state.blob_key === null ? null : await this.#blobs.head(state.blob_key)
    const stream = state.blob_key === null ? null : await this.#blobs.read(state.blob_key)
    if (stream === null || head === null) throw recordNotFound('File of import', id)
    return { name: state.file_name, size: head.size, stream }
  }

  /**
   * Reads a file anew in another way. Decisions on rows whose cells stay the same are kept.
   *
   * @throws DomainError 404; 409 for another version or in another state; RequestValidationError.
   */
  async change(id: number, change: ImportChange, caller: Caller): Promise<ImportDto> {
    return this.#db.transaction(async (unit) => {
      const state = await this.lock(unit, id)
      demandVersion(state, change.version)
      demandState(state, ['proposed', 'failed'], 'change the import')
      const kind = change.kind ?? state.choices.kind ?? state.kind ?? null
      const options = endRivals(state.options, checkOptions(kind, change.options ?? {}))
      const read = await this.get(id)
      checkPlaces(change, read)
      const [last] = await unit.query(LAST_ROW, [id])
      checkHeaderRow(change, { ...read, lastRow: last?.row_no ?? 0 })
      checkColumns(kind, change.columns)
      await demandTargets(unit, options)
      const choices = readingChoices(options, state.choices, change, kind)
      await unit.query(SET_CHOICES, [id, toJson(choices), toJson({ ...state.options, ...options })])
      await this.#startTask(unit, READ_TASK, { id, status: 'reading', caller })
      return this.get(id)
    })
  }

  /**
   * Begins to write a proposal.
   *
   * @returns `done` when it was written before: nothing happens then.
   * @throws DomainError 404; 409 for another version, in another state, or when rows have errors and all are wanted.
   */
  async commit(
    id: number,
    { version, rows }: CommitBody,
    caller: Caller,
  ): Promise<{ done: boolean; import: ImportDto }> {
    return this.#db.transaction(async (unit) => {
      const state = await this.lock(unit, id)
      if (state.status === 'committed') return { done: true, import: await this.get(id) }
      if (state.status === 'committing') return { done: false, import: await this.get(id) }
      demandVersion(state, version)
      demandState(state, ['proposed'], 'commit the import')
      if (rows === 'all') await this.#demandNoErrors(unit, state)
      const { summary } = state
      if (state.kind === null) throw invalidOperation('commit the import', 'its kind is not known: choose one')
      if (summary !== null && summary.good + summary.warnings + summary.same === 0) {
        throw invalidOperation('commit the import', 'no row of it can be written')
      }
      await this.#startTask(unit, COMMIT_TASK, { id, status: 'committing', caller, rows })
      return { done: false, import: await this.get(id) }
    })
  }

  async #demandNoErrors(unit: UnitOfWork, { id, summary }: ImportState): Promise<void> {
    const errors = summary?.errors ?? 0
    if (errors === 0) return
    const [first] = await unit.query(ROWS, [id, 0, 1, 'errors'])
    const hasChanged = first?.problems.planning.errors.some(({ code }) => code === 'CHANGED_MEANWHILE') ?? false
    const remedy = hasChanged ? ': look at what it would do now, and have the rows compared anew' : ''
    throw invalidOperation(
      'commit all rows of the import',
      errors === 1
        ? `1 row has errors, row ${first?.row_no ?? 0}${remedy}`
        : `${errors} rows have errors, the first one is row ${first?.row_no ?? 0}${remedy}`,
    )
  }

  /** Deletes an import with its file. One that is being read is cancelled. @throws DomainError 404; 409 when it was written. */
  async delete(id: number): Promise<void> {
    const key = await this.#db.transaction(async (unit) => {
      const state = await this.lock(unit, id)
      demandState(state, ['reading', 'proposed', 'failed', 'undone'], 'delete the import', 'undo it first')
      if (state.status === 'reading' && state.task_id !== null) await this.#tasks.cancelTask(state.task_id)
      await unit.query(FORGET_IMPORT, [id])
      const [deleted] = await unit.query(DELETE_IMPORT, [id])
      return deleted?.blob_key ?? null
    })
    if (key !== null) await this.#blobs.delete([key])
  }

  /** Sets the status of an import and starts the task that works on it. */
  async #startTask(
    unit: UnitOfWork,
    task: string,
    { id, status, caller, rows }: { id: number; status: ImportStatus; caller: Caller; rows?: 'all' | 'good' },
  ): Promise<void> {
    const params = { import_id: id, author: caller.author, ...(rows === undefined ? {} : { rows }) }
    const { task_id } = await this.#tasks.startTask(task, { callerSubject: caller.subject, params })
    await unit.query(SET_STATUS, [id, status, task_id])
  }

  /** @throws DomainError 404 for an unknown id. */
  async state(db: Pick<Database, 'query'>, id: number): Promise<ImportState> {
    const [state] = await db.query(IMPORT_STATE, [id])
    if (!state) throw recordNotFound('Import', id)
    return state
  }

  /** Locks an import, unless a task writes it: that keeps its lock until its end. @throws DomainError 404 for an unknown id. */
  async lock(unit: UnitOfWork, id: number): Promise<ImportState> {
    const seen = await this.state(unit, id)
    if (seen.status === 'committing' || seen.status === 'undoing') return seen
    await unit.query(LOCK_IMPORT, [id])
    return this.state(unit, id)
  }
}

/** @throws DomainError 409 when an import is in another state. */
export function demandState(
  { status }: ImportState,
  allowed: readonly ImportStatus[],
  operation: string,
  remedy?: string,
): void {
  if (allowed.includes(status)) return
  throw invalidOperation(operation, `it is ${status}${remedy === undefined ? '' : `: ${remedy}`}`)
}

/** @throws DomainError 409 when somebody has changed the import since it was read. */
export function demandVersion(state: ImportState, version: number): void {
  if (state.version !== version) throw newerVersion(`Import ${state.id}`, state.version)
}

/** The name of a file as it is shown: no folders, and not too long. */
function storedName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[/\\]/, '')
    .trim()
  return [...(plain === '' ? 'import' : plain.toWellFormed())].slice(0, LONGEST_NAME).join('')
}
