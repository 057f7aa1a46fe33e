import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { Task, TaskContext } from '../../work/tasks/task.ts'
import { FileError } from '../reading/failure.ts'
import type { ImportReader } from '../reading/import-reader.ts'
import type { ReadResult, ReadRow } from '../reading/read-result.ts'
import { heartbeat } from './heartbeat.ts'
import { readFileOf } from './import-file.ts'
import type { MappingService } from './mapping-service.ts'
import { matchRows } from './matching/match-rows.ts'
import {
  IMPORT_MATCH_DURATION,
  IMPORT_MATCHES_TOTAL,
  IMPORT_READ_DURATION,
  IMPORT_REFUSED_FILES_TOTAL,
  IMPORTS_TOTAL,
} from './metrics.ts'
import { type Decision, type Match, type MatchedRow, NO_MATCH } from './model.ts'
import { isRepeat, planImport } from './planning/plan-import.ts'
import { PlannedRow } from './planning/planned-row.ts'
import { readingChoices } from './reading-choices.ts'
import { COMMITTED_TWIN, FAIL, IMPORT_STATE, PROPOSE } from './statements.ts'
import { loadRows, replaceRows } from './stored-rows.ts'
import { summaryOf } from './summary.ts'
import { importIdOf } from './task-params.ts'
import { toJson } from './to-json.ts'

export const READ_TASK = 'import_read'
/** Rows whose parts are looked up together. */
const MATCH_BATCH = 1000
const READ_UNTIL = 0.3
const MATCHED_AT = 0.9

interface Kept {
  cells: string
  overrides: Record<string, unknown>
  decision: Decision | null
}

/** Reads a file and stores what it would change. Nothing of the inventory changes. */
export class ReadStage implements Task {
  readonly name = READ_TASK
  readonly #db: Database
  readonly #blobs: BlobStore
  readonly #reader: ImportReader
  readonly #mappings: MappingService

  constructor(parts: { db: Database; blobs: BlobStore; reader: ImportReader; mappings: MappingService }) {
    this.#db = parts.db
    this.#blobs = parts.blobs
    this.#reader = parts.reader
    this.#mappings = parts.mappings
  }

  async execute(params: Record<string, unknown>, context: TaskContext): Promise<object> {
    const id = importIdOf(params)
    const [state] = await this.#db.query(IMPORT_STATE, [id])
    if (state === undefined || state.status !== 'reading' || state.task_id !== context.taskId) return {}
    const beat = heartbeat(context.progress)
    try {
      const outcome = await this.#propose(state, context, beat.say)
      return outcome
    } catch (error) {
      if (context.signal.aborted) {
        // A shutdown gives the task back, and it begins again; a cancelled one is over.
        if (String(context.signal.reason).includes('cancelled'))
          await this.#fail(id, context.taskId, new FileError('CANCELLED', 'Reading was cancelled'))
        return {}
      }
      if (!(error instanceof FileError)) throw error
      return context.complete(async () => this.#fail(id, context.taskId, error))
    } finally {
      beat.stop()
    }
  }

  async #fail(id: number, taskId: string, { code, message }: FileError): Promise<object> {
    const [failed] = await this.#db.query(FAIL, [id, taskId, code, message])
    if (failed !== undefined) {
      this.#db.afterCommit(() => {
        IMPORTS_TOTAL.inc({ kind: 'unknown', outcome: 'failed' })
        IMPORT_REFUSED_FILES_TOTAL.inc({ reason: code })
      })
    }
    return { import_id: id, status: 'failed' }
  }

  async #propose(state: State, context: TaskContext, say: Say): Promise<object> {
    say('Reading', 0)
    const bytes = await readFileOf(this.#blobs, state.blob_key)
    const stored = await loadRows(this.#db, state.id)
    const kept = new Map(
      stored
        .filter(({ decision, overrides }) => decision !== null || Object.keys(overrides).length > 0)
        .map(({ row_no, cells, overrides, decision }) => [row_no, { cells: cells.join('\0'), overrides, decision }]),
    )
    const mappings = await this.#mappings.list()
    const endRead = IMPORT_READ_DURATION.startTimer()
    const overrides = stored.flatMap(({ row_no, cells, overrides: fields }) =>
      Object.keys(fields).length > 0 ? [{ rowNo: row_no, cells, fields }] : [],
    )
    const read = await this.#reader.read(
      bytes,
      state.file_name,
      { ...state.choices, mappings: mappingsFor(state, mappings), overrides },
      context.signal,
    )
    const options = optionsFor(state, read, mappings)
    endRead({ format: read.detected.format })
    say('Recognising', READ_UNTIL)
    const endMatch = IMPORT_MATCH_DURATION.startTimer()
    const rows = read.rows.map((row) => unmatched(row, kept))
    if (read.kind !== null) await this.#match(rows, context.signal, say)
    const planned = await this.#plan({ ...state, options }, read, rows)
    endMatch()
    say('Writing', MATCHED_AT)
    return this.#store({ ...state, options }, context, read, planned)
  }

  async #match(rows: MatchedRow[], signal: AbortSignal, say: Say): Promise<void> {
    for (let at = 0; at < rows.length; at += MATCH_BATCH) {
      signal.throwIfAborted()
      const batch = rows.slice(at, at + MATCH_BATCH)
      say(`Matching ${at} of ${rows.length}`, READ_UNTIL + ((MATCHED_AT - READ_UNTIL) * at) / rows.length)
      const matches = await matchRows(
        this.#db,
        batch.map(({ fields }) => fields),
      )
      for (const [index, row] of batch.entries()) row.match = matches[index] ?? NO_MATCH
    }
  }

  async #plan(state: State, read: ReadResult, rows: MatchedRow[]) {
    if (read.kind === null) {
      const planned = rows.map((row) => new PlannedRow(row))
      planned[0]?.problems.error(
        'REQUIRED_FIELD',
        'kind',
        'The file could be a list of anything: choose its kind and what its columns are',
      )
      return { planned, repeatOf: null }
    }
    const [twin] = await this.#db.query(COMMITTED_TWIN, [state.id, read.kind, toJson(state.options)])
    const facts = {
      id: state.id,
      kind: read.kind,
      fileName: state.file_name,
      sha256: state.sha256,
      options: state.options,
      seller: read.context?.seller ?? null,
      orderNumber: read.context?.orderNumber ?? null,
    }
    const { rows: planned } = await planImport(this.#db, facts, rows, isRepeat(twin, rows))
    return { planned, repeatOf: twin?.id ?? null }
  }

  #store(
    state: State,
    context: TaskContext,
    read: ReadResult,
    { planned, repeatOf }: { planned: PlannedRow[]; repeatOf: number | null },
  ): Promise<object> {
    return context.complete(async (unit) => {
      const values = [
        state.id,
        context.taskId,
        read.kind,
        read.confidence,
        toJson(read.reasons),
        toJson(read.detected),
        toJson(read.columns),
        read.context === null ? null : toJson(read.context),
        toJson(summaryOf(planned)),
        read.mappingId,
        repeatOf,
        toJson(state.options),
      ]
      const [proposed] = await unit.query(PROPOSE, values)
      if (proposed === undefined) return {}
      await replaceRows(unit, state.id, planned)
      unit.afterCommit(() => {
        IMPORTS_TOTAL.inc({ kind: read.kind ?? 'unknown', outcome: 'proposed' })
        for (const { row } of planned) IMPORT_MATCHES_TOTAL.inc({ reason: row.match.reason ?? 'none' })
      })
      return { import_id: state.id, status: 'proposed' }
    })
  }
}

type State = NonNullable<Awaited<ReturnType<typeof stateOf>>>
type Say = (text: string, value: number) => void

async function stateOf(db: Database, id: number) {
  const [state] = await db.query(IMPORT_STATE, [id])
  return state ?? null
}

/** A mapping that a person has named is the only one; else each of them may fit. */
function mappingsFor({ choices }: State, mappings: Awaited<ReturnType<MappingService['list']>>) {
  return (
    choices.mappings ??
    mappings.map(({ id, kind, columns, options }) => ({ id, kind, columns, says: readingChoices(options) }))
  )
}

/** The options of an import; a mapping that applies by itself brings its own, and what a person has said wins. */
function optionsFor(
  { options }: State,
  { mappingId, kind }: ReadResult,
  mappings: Awaited<ReturnType<MappingService['list']>>,
) {
  const mapping = mappings.find(({ id, kind: own }) => id === mappingId && own === kind)
  return { ...mapping?.options, ...options }
}

function unmatched(row: ReadRow, kept: ReadonlyMap<number, Kept>): MatchedRow {
  const before = kept.get(row.rowNo)
  const isSame = before !== undefined && before.cells === row.cells.join('\0')
  const { rowNo, section, cells, fields, errors, warnings } = row
  const match: Match = NO_MATCH
  return {
    rowNo,
    section,
    cells,
    fields,
    overrides: isSame ? before.overrides : {},
    match,
    decision: isSame ? before.decision : null,
    read: { errors, warnings },
  }
}
