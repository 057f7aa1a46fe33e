import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { touchList } from '../../shopping/shopping-lists/list-lock.ts'
import { newOperation, type Operation } from '../../stock/operations/operation.ts'
import { recordOperation } from '../../stock/operations/record-operation.ts'
import type { ReceiptService } from '../../stock/receipts/receipt-service.ts'
import { type Task, type TaskContext, TaskEndedError } from '../../work/tasks/task.ts'
import { CommitAttempt } from './commit-attempt.ts'
import { countReceipts } from './count-receipts.ts'
import { heartbeat } from './heartbeat.ts'
import { IMPORT_COMMIT_DURATION, IMPORT_ROWS_TOTAL, IMPORTS_TOTAL } from './metrics.ts'
import type { PlannedImport } from './planning/plan-import.ts'
import type { PlannedRow } from './planning/planned-row.ts'
import type { ImportReport } from './schemas.ts'
import { COMMITTED, IMPORT_STATE, LOCK_IMPORT, NOT_COMMITTED, SET_SUMMARY } from './statements.ts'
import { updateRows } from './stored-rows.ts'
import { changedBy, createdBy, summaryOf } from './summary.ts'
import { commitOf, importIdOf } from './task-params.ts'
import { toJson } from './to-json.ts'
import { ONE_COMMIT_AT_A_TIME } from './writing/statements.ts'
import { writePlan } from './writing/write-plan.ts'

export const COMMIT_TASK = 'import_commit'
/** The effect of an import's operation. */
export const IMPORT_EFFECT = 'import'
const LIMITS = { statementSeconds: 300, lockSeconds: 60 }
const MOST_LEFT_OUT = 1000

/** Writes a proposal into the inventory, in one transaction, once. */
export class CommitStage implements Task {
  readonly name = COMMIT_TASK
  readonly #db: Database
  readonly #receipts: ReceiptService
  readonly #parts: Pick<PartService, 'restore'>

  constructor(parts: { db: Database; receipts: ReceiptService; parts: Pick<PartService, 'restore'> }) {
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
      // A task that was cancelled or handed over has no say any more.
      if (!context.signal.aborted && !(error instanceof TaskEndedError)) {
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
    const attempt = new CommitAttempt(unit, { ...state, kind: state.kind })
    const { planned, leftOut } = await attempt.plan(rows)
    if (planned.obstacle !== null || (rows === 'all' && leftOut.length > 0)) {
      const refusal = planned.obstacle === null ? null : `Cannot commit the import because ${planned.obstacle}`
      await updateRows(unit, id, attempt.rows)
      await unit.query(SET_SUMMARY, [id, toJson(summaryOf(attempt.rows)), refusal])
      return { import_id: id, status: 'proposed', error: refusal }
    }
    const written = await writePlan(unit, planned.plan, {
      importId: id,
      operation,
      receipts: this.#receipts,
      restore: async (_, key) => (await this.#parts.restore(key)).id,
      present: attempt.presentParts,
      kit: attempt.kit,
    })
    const report = reportOf(planned, leftOut, written.stock)
    const hasWritten = report.changes > 0
    if (hasWritten) await recordOperation(unit, operation, written.partIds)
    if (attempt.listId !== null && planned.plan.stock.some(({ listLineId }) => listLineId !== null))
      await touchList(unit, attempt.listId)
    await attempt.store(written.keys)
    await unit.query(COMMITTED, [id, toJson(report), hasWritten ? operation.id : null])
    const { kind } = state
    unit.afterCommit(() => {
      count(kind, report, leftOut.length)
      countReceipts(planned.plan.stock)
    })
    return { import_id: id, status: 'committed' }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof DomainError
    ? error.message
    : 'Writing has failed: look at the import again, and commit it again'
}

function reportOf(
  { rows }: PlannedImport,
  leftOut: readonly PlannedRow[],
  { added, removed }: { added: number; removed: number },
): ImportReport {
  const done = rows.filter(({ status }) => status === 'good' || status === 'warning')
  const effects = done.flatMap((row) => row.effects)
  return {
    committed_rows: done.length,
    same_rows: rows.filter(({ status }) => status === 'same').length,
    left_out: leftOut.slice(0, MOST_LEFT_OUT).map(({ row, problems }) => ({
      row_no: row.rowNo,
      codes: [...row.read.errors, ...problems.errors].map(({ code }) => code),
    })),
    created: createdBy(effects),
    changed: changedBy(effects),
    quantity_added: added,
    quantity_removed: removed,
    changes: effects.length,
    repeated: effects.length === 0,
  }
}

/** @param leftOut rows; the report names only the first of many. */
function count(kind: string, report: ImportReport, leftOut: number): void {
  IMPORTS_TOTAL.inc({ kind, outcome: report.repeated ? 'repeated' : 'committed' })
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'committed' }, report.committed_rows)
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'same' }, report.same_rows)
  IMPORT_ROWS_TOTAL.inc({ kind, result: 'left_out' }, leftOut)
}
