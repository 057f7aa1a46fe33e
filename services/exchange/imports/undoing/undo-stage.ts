import type { Database } from '../../../../plugins/database/database.ts'
import { isDatabaseLost } from '../../../../plugins/database/unavailable.ts'
import { newOperation } from '../../../stock/operations/operation.ts'
import type { UndoService } from '../../../stock/undo/undo-service.ts'
import type { Task, TaskContext } from '../../../work/tasks/task.ts'
import { heartbeat } from '../heartbeat.ts'
import { PLAN_ANEW } from '../plan-anew.ts'
import { IMPORT_STATE } from '../statements.ts'
import { commitOf, importIdOf } from '../task-params.ts'
import { UNDO_TASK } from './import-effect.ts'
import { NOT_UNDONE } from './statements.ts'

const LIMITS = { statementSeconds: 300, lockSeconds: 60, idleTransactionSeconds: 300 }

/** Undoes a large import. What is in the way leaves it as it was. */
export class UndoStage implements Task {
  readonly name = UNDO_TASK
  readonly #db: Database
  readonly #undo: UndoService

  constructor(db: Database, undo: UndoService) {
    this.#db = db
    this.#undo = undo
  }

  async execute(params: Record<string, unknown>, context: TaskContext): Promise<object> {
    const id = importIdOf(params)
    const { author, note } = commitOf(params)
    const [state] = await this.#db.query(IMPORT_STATE, [id])
    if (state === undefined || state.status !== 'undoing' || state.task_id !== context.taskId) return {}
    if (state.operation_id === null) return {}
    const operationId = state.operation_id
    const beat = heartbeat(context.progress)
    beat.say('Writing', 0.1)
    try {
      await this.#db.withLimits(LIMITS, () =>
        context.complete(async (unit) => {
          await unit.query(PLAN_ANEW)
          await this.#undo.undoAsTask(operationId, newOperation({ reason: 'undo', author, note }))
          return {}
        }),
      )
      return { import_id: id, status: 'undone' }
    } catch (error) {
      // A task that begins again finds the import as it is.
      if (!context.signal.aborted && !isDatabaseLost(error)) await this.#db.query(NOT_UNDONE, [id, context.taskId])
      throw error
    } finally {
      beat.stop()
    }
  }
}
