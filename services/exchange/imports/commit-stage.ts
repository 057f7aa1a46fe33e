import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { touchList } from '../../shopping/shopping-lists/list-lock.ts'
import { newOperation, type Operation } from '../../stock/operations/operation.ts'
import { recordOperation } from '../../stock/operations/record-operation.ts'
import type { ReceiptService } from '../../stock/receipts/receipt-service.ts'
import { type Task, type TaskContext, TaskEndedError } from '../../work/tasks/task.ts'
import { FileError } from '../reading/failure.ts'
import { type Held, lockAll, planLocked } from './commit-locks.ts'
import { countReceipts } from './count-receipts.ts'
import { heartbeat } from './heartbeat.ts'
import { IMPORT_COMMIT_DURATION, IMPORT_ROWS_TOTAL, IMPORTS_TOTAL } from './metrics.ts'
import { PLAN_ANEW } from './plan-anew.ts'
import { refusalOf } from './refusal-of.ts'
import { SET_KEYS } from './row-statements.ts'
import type { ImportReport } from './schemas.ts'
import type { CommitSession, CommitState } from './sessions/commit-session.ts'
import { FEW_ROWS, type Session, type Sessions } from './sessions/sessions.ts'
import { COMMITTED, IMPORT_STATE, LOCK_IMPORT, NOT_COMMITTED, SET_SUMMARY } from './statements.ts'
import { rewriteRows } from './stored-rows.ts'
import { commitOf, importIdOf } from './task-params.ts'
import { toJson } from './to-json.ts'
import { ONE_COMMIT_AT_A_TIME } from './writing/statements.ts'
import { writePlan } from './writing/write-plan.ts'

export const COMMIT_TASK = 'import_commit'
/** The effect of an import's operation. */
export const IMPORT_EFFECT = 'import'
/** A long file is planned in the transaction, between two statements. */
const LIMITS = { statementSeconds: 300, lockSeconds: 60, idleTransactionSeconds: 300 }

/** Writes a proposal into the inventory, in one transaction, once. */
export class CommitStage implements Task {
  readonly name = COMMIT_TASK
  readonly #db: Database
  readonly #receipts: ReceiptService
  readonly #parts: Pick<PartService, 'restore'>
  readonly #sessions: Sessions

  constructor(parts: {
    db: Database
    receipts: ReceiptService
    parts: Pick<PartService, 'restore'>
    sessions: Sessions
  }) {
    this.#sessions = parts.sessions
    this.#db = parts.db
    this.#receipts = parts.receipts
    this.#parts = parts.parts
  }

  async execute(params: Record<string, unknown>, context: TaskContext): Promise<object> {
    const id = importIdOf(params)
    const { rows, author } = commitOf(params)
    const beat = heartbeat(context.progress)
    const end = IMPORT_COMMIT_DURATION.startTimer()
    beat.say('Writing', 0.1)
    try {
      return await this.#db.withLimits(LIMITS, () =>
        context.complete((unit) => {
          const effect = { kind: IMPORT_EFFECT, detail: { import_id: id } }
          const operation = newOperation({ reason: 'import', author, source: `import ${id}`, effect })
          return this.commit(unit, id, { rows, operation, taskId: context.taskId })
        }),
      )
    } catch (error) {
      // A task that was cancelled or handed over has no say any more, and one that begins again not yet.
      if (!context.signal.aborted && !(error instanceof TaskEndedError) && !isDatabaseLost(error)) {
        await this.#db.query(NOT_COMMITTED, [id, context.taskId, reasonOf(error)])
      }
      throw error
    } finally {
      end()
      beat.stop()
    }
  }

  /** @param taskId the task that commits; null outside of one. */
  async commit(
    unit: UnitOfWork,
    id: number,
    { rows, operation, taskId }: { rows: 'all' | 'good'; operation: Operation; taskId: string | null },
  ): Promise<object> {
    await unit.query(ONE_COMMIT_AT_A_TIME)
    await unit.query(LOCK_IMPORT, [id])
    const [state] = await unit.query(IMPORT_STATE, [id])
    if (state === undefined || state.status !== 'committing' || state.task_id !== taskId) return {}
    if (state.kind === null) throw invalidOperation('commit the import', 'its kind is not known')
    const rowCount = state.summary?.rows ?? 0
    if (rowCount > FEW_ROWS) await unit.query(PLAN_ANEW)
    const session = this.#sessions.commit(unit, rowCount)
    try {
      const held = await lockAll(unit, await session.call('begin', { ...state, kind: state.kind }))
      return await this.#write(unit, { ...state, kind: state.kind }, { session, held, rows, operation })
    } finally {
      await session.end()
    }
  }

  async #write(
    unit: UnitOfWork,
    { id, kind, file_name: fileName }: CommitState,
    {
      session,
      held,
      rows,
      operation,
    }: { session: Session<CommitSession>; held: Held; rows: 'all' | 'good'; operation: Operation },
  ): Promise<object> {
    const { obstacle, leftOut, plan, summary, ...planned } = await planLocked(unit, session, held, rows)
    const textFrom = (place: number) => session.call('textFrom', place)
    if (obstacle !== null || (rows === 'all' && leftOut > 0)) {
      const refusal = refusalOf(obstacle)
      await session.call('settleAll')
      await rewriteRows(unit, id, { texts: textFrom, read: 'toWrite' })
      await unit.query(SET_SUMMARY, [id, toJson(summary), refusal])
      return { import_id: id, status: 'proposed', error: refusal }
    }
    const written = await writePlan(unit, plan, {
      importId: id,
      operation: withFileName(operation, fileName),
      receipts: this.#receipts,
      restore: async (_, key) => (await this.#parts.restore(key)).id,
      present: planned.present,
      kit: planned.kit,
      held: held.piles,
    })
    const { added, removed } = written.stock
    const report: ImportReport = { ...planned.report, quantity_added: added, quantity_removed: removed }
    const hasWritten = report.changes > 0
    if (hasWritten) await recordOperation(unit, written.operation, written.partIds)
    if (planned.listId !== null && plan.stock.some(({ listLineId }) => listLineId !== null))
      await touchList(unit, planned.listId)
    const keyed = await session.call('settle', written.keys)
    const [rowNos, keys] = [keyed.map(({ rowNo }) => rowNo), keyed.map(({ key }) => key)]
    if (keyed.length > 0) await unit.query(SET_KEYS, [id, rowNos, keys])
    await rewriteRows(unit, id, { texts: textFrom, read: 'toWrite' })
    await unit.query(COMMITTED, [id, toJson(report), hasWritten ? operation.id : null])
    unit.afterCommit(() => {
      count(kind, report, leftOut)
      countReceipts(plan.stock)
    })
    return { import_id: id, status: 'committed' }
  }
}

/** The operation, with the name of the file for those who ask what its pieces came with. */
function withFileName(operation: Operation, fileName: string): Operation {
  const { effect } = operation
  if (effect === null) return operation
  return { ...operation, effect: { ...effect, detail: { ...effect.detail, file_name: fileName } } }
}

function reasonOf(error: unknown): string {
  return error instanceof DomainError || error instanceof FileError
    ? error.message
    : 'Writing has failed: look at the import again, and commit it again'
}

/** @param leftOut rows; the report names only the first of many. */
function count(kind: string, report: ImportReport, leftOut: number): void {
  IMPORTS_TOTAL.inc({ kind, outcome: report.repeated ? 'repeated' : 'committed' })
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'committed' }, report.committed_rows)
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'same' }, report.same_rows)
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'left_out' }, leftOut)
}
