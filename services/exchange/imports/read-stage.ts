import pLimit from 'p-limit'
import type { BlobStore } from '../../../plugins/blob-storage/blob-store.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { Task, TaskContext } from '../../work/tasks/task.ts'
import { FileError } from '../reading/failure.ts'
import type { ImportReader } from '../reading/import-reader.ts'
import { MAX_READING } from '../reading/limits.ts'
import type { ReadHead } from '../reading/read-result.ts'
import { heartbeat } from './heartbeat.ts'
import { readFileOf } from './import-file.ts'
import type { MappingService } from './mapping-service.ts'
import {
  IMPORT_MATCH_DURATION,
  IMPORT_MATCHES_TOTAL,
  IMPORT_READ_DURATION,
  IMPORT_REFUSED_FILES_TOTAL,
  IMPORTS_TOTAL,
} from './metrics.ts'
import type { Options } from './options.ts'
import { readingChoices } from './reading-choices.ts'
import { refusalOf } from './refusal-of.ts'
import { endRivals } from './rival-options.ts'
import { KEPT_ROWS } from './row-statements.ts'
import type { Proposal, ProposalSession } from './sessions/proposal-session.ts'
import { RowIntake } from './sessions/row-intake.ts'
import type { Session, Sessions } from './sessions/sessions.ts'
import { FAIL, IMPORT_STATE, PROPOSE } from './statements.ts'
import { type KeptRow, replaceRows } from './stored-rows.ts'
import { importIdOf } from './task-params.ts'
import { toJson } from './to-json.ts'

export const READ_TASK = 'import_read'
const READ_UNTIL = 0.3
const MATCHED_AT = 0.9

/** Reads a file and stores what it would change. Nothing of the inventory changes. */
export class ReadStage implements Task {
  readonly name = READ_TASK
  readonly #db: Database
  readonly #blobs: BlobStore
  readonly #reader: ImportReader
  readonly #mappings: MappingService
  readonly #sessions: Sessions
  readonly #limited = pLimit(MAX_READING)

  constructor(parts: {
    db: Database
    blobs: BlobStore
    reader: ImportReader
    mappings: MappingService
    sessions: Sessions
  }) {
    this.#db = parts.db
    this.#blobs = parts.blobs
    this.#reader = parts.reader
    this.#mappings = parts.mappings
    this.#sessions = parts.sessions
  }

  async execute(params: Record<string, unknown>, context: TaskContext): Promise<object> {
    const id = importIdOf(params)
    const [state] = await this.#db.query(IMPORT_STATE, [id])
    if (state === undefined || state.status !== 'reading' || state.task_id !== context.taskId) return {}
    const beat = heartbeat(context.progress)
    try {
      return await this.#limited(() => {
        context.signal.throwIfAborted()
        return this.#propose(state, context, beat.say)
      })
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
    return { import_id: id, status: 'failed', error_message: message }
  }

  async #propose(state: State, { signal, ...context }: TaskContext, say: Say): Promise<object> {
    say('Reading', 0)
    const kept = await this.#db.query(KEPT_ROWS, [state.id])
    const onMatched = (done: number, count: number) =>
      say(`Matching ${done} of ${count}`, READ_UNTIL + ((MATCHED_AT - READ_UNTIL) * done) / count)
    const intake = new RowIntake({ sessions: this.#sessions, db: this.#db, kept, onMatched, signal })
    try {
      const { read, options } = await this.#read(state, { kept, intake, signal })
      say('Recognising', READ_UNTIL)
      const endMatch = IMPORT_MATCH_DURATION.startTimer()
      const session = await intake.session()
      const proposal = await session.call('propose', {
        id: state.id,
        kind: read.kind,
        fileName: state.file_name,
        sha256: state.sha256,
        options,
        seller: read.context?.seller ?? null,
        orderNumber: read.context?.orderNumber ?? null,
      })
      endMatch()
      signal.throwIfAborted()
      say('Writing', MATCHED_AT)
      return await this.#store({ ...state, options }, { read, proposal, session }, context)
    } finally {
      await intake.end()
    }
  }

  async #read(
    state: State,
    { kept, intake, signal }: { kept: readonly KeptRow[]; intake: RowIntake; signal: AbortSignal },
  ): Promise<{ read: ReadHead; options: Options }> {
    const mappings = await this.#mappings.list()
    const bytes = await readFileOf(this.#blobs, state.blob_key)
    const overrides = kept.flatMap(({ row_no, cells, overrides: fields }) =>
      Object.keys(fields).length > 0 ? [{ rowNo: row_no, cells, fields }] : [],
    )
    const endRead = IMPORT_READ_DURATION.startTimer()
    const read = await this.#reader.read(bytes, {
      fileName: state.file_name,
      choices: { ...state.choices, mappings: mappingsFor(state, mappings), overrides },
      signal,
      onRows: (rows, count) => intake.add(rows, count),
    })
    endRead({ format: read.detected.format })
    return { read, options: optionsFor(state, read, mappings) }
  }

  #store(
    state: State,
    {
      read,
      proposal: { summary, repeatOf, obstacle, newestPart, matches },
      session,
    }: { read: ReadHead; proposal: Proposal; session: Session<ProposalSession> },
    { taskId, complete }: Pick<TaskContext, 'taskId' | 'complete'>,
  ): Promise<object> {
    return complete(async (unit) => {
      const values = [
        state.id,
        taskId,
        read.kind,
        read.confidence,
        toJson(read.reasons),
        toJson(read.detected),
        toJson(read.columns),
        read.context === null ? null : toJson({ ...read.context, newestPart }),
        toJson(summary),
        read.mappingId,
        repeatOf,
        toJson(state.options),
        refusalOf(obstacle),
      ]
      const [proposed] = await unit.query(PROPOSE, values)
      if (proposed === undefined) return {}
      await replaceRows(unit, state.id, (place) => session.call('textFrom', place))
      unit.afterCommit(() => {
        IMPORTS_TOTAL.inc({ kind: read.kind ?? 'unknown', outcome: 'proposed' })
        for (const [reason, count] of Object.entries(matches)) IMPORT_MATCHES_TOTAL.inc({ reason }, count)
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

/**
 * The options of an import: those that show in the file; those of a mapping that applies by itself; and before all of them
 * what a person has said.
 */
function optionsFor(
  { options }: State,
  { mappingId, kind, options: ofFile }: ReadHead,
  mappings: Awaited<ReturnType<MappingService['list']>>,
) {
  const mapping = mappings.find(({ id, kind: own }) => id === mappingId && own === kind)
  const own = { ...ofFile, ...mapping?.options }
  return { ...own, ...endRivals(own, options) }
}
