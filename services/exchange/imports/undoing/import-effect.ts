import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import type { LeftOut } from '../../../catalogue/retired-parts/left-out.ts'
import type { DoneOperation, EffectKind, Queries, UndoInTask, UndoTask } from '../../../stock/operations/effects.ts'
import type { RestOfUndo } from '../../../stock/operations/rest-of-undo.ts'
import type { TaskStarter } from '../import-service.ts'
import { IMPORTS_TOTAL } from '../metrics.ts'
import { LOCK_IMPORT, SET_STATUS } from '../statements.ts'
import { ONE_COMMIT_AT_A_TIME } from '../writing/statements.ts'
import { COUNT_ROWS, FORGET_SOURCES, OBSTACLES, STATES, UNDOING, UNDONE, WRITTEN } from './statements.ts'
import { LEFT_RECORDS, STAYING_RECORDS } from './staying-statements.ts'
import { takeBack } from './take-back.ts'
import { lockWrittenHolders, touchHolders } from './written-holders.ts'

export const UNDO_TASK = 'import_undo'
/** Larger imports are undone in a task. */
const MOST_AT_ONCE = 1000

function importOf({ detail }: DoneOperation): number {
  return typeof detail.import_id === 'number' ? detail.import_id : 0
}

/**
 * Takes back what an import has written besides stock, and frees what names its rows.
 *
 * @param left what earlier undos had to leave, and goes with this one.
 * @returns what does not come back.
 */
export async function undoImport(
  unit: UnitOfWork,
  id: number,
  { parts, left }: { parts: Pick<PartService, 'deleteAll'>; left: RestOfUndo['going'] },
): Promise<LeftOut[]> {
  const holders = await lockWrittenHolders(unit, id)
  const leftOut = await takeBack(unit, { importId: id, entries: await unit.query(WRITTEN, [id]), left }, parts)
  await touchHolders(unit, holders)
  await unit.query(FORGET_SOURCES, [id])
  const [undone] = await unit.query(UNDONE, [id])
  const kind = undone?.kind ?? 'unknown'
  unit.afterCommit(() => IMPORTS_TOTAL.inc({ kind, outcome: 'undone' }))
  return leftOut
}

/** How the operation of an import is undone: as a whole, or not at all. It cannot be done again: the file is imported anew. */
export function importEffect({ parts, tasks }: { parts: PartService; tasks: TaskStarter }): EffectKind {
  return {
    async lock(unit, operation) {
      await unit.query(ONE_COMMIT_AT_A_TIME)
      await unit.query(LOCK_IMPORT, [importOf(operation)])
      await lockWrittenHolders(unit, importOf(operation))
    },

    async findObstacles(queries: Queries, operations) {
      const ids = operations.map(importOf)
      const states = new Map((await queries.query(STATES, [ids])).map(({ id, status }) => [id, status]))
      const reasons = new Map(
        (await queries.query(OBSTACLES, [ids])).map(({ import_id, reasons }) => [import_id, reasons]),
      )
      return new Map(
        operations.flatMap((operation): [string, string][] => {
          const id = importOf(operation)
          const status = states.get(id)
          const obstacle =
            status === 'committed' || status === 'undoing' ? reasons.get(id) : 'its import is not there any more'
          return obstacle === undefined ? [] : [[operation.id, obstacle]]
        }),
      )
    },

    reversed: () => null,

    async findRest(unit, operation) {
      const id = importOf(operation)
      return { staying: await unit.query(STAYING_RECORDS, [id]), going: await unit.query(LEFT_RECORDS, [id]) }
    },

    async undo(unit, operation, { rest, leaveOut }) {
      leaveOut(await undoImport(unit, importOf(operation), { parts, left: rest.going }))
    },

    inTask: undoInTask(tasks),
  }
}

function undoInTask(tasks: TaskStarter): UndoInTask {
  return {
    async findRunning(queries, operations) {
      const running = new Map(
        (await queries.query(UNDOING, [operations.map(importOf)])).map(({ id, task_id }) => [id, task_id]),
      )
      return new Map(
        operations.flatMap((operation): [string, UndoTask][] => {
          const task = running.get(importOf(operation))
          return task === undefined ? [] : [[operation.id, { task_id: task, status: 'pending' }]]
        }),
      )
    },

    async isLarge(queries, operation) {
      const [rows] = await queries.query(COUNT_ROWS, [importOf(operation)])
      return (rows?.count ?? 0) > MOST_AT_ONCE
    },

    async lock(unit, operation) {
      await unit.query(LOCK_IMPORT, [importOf(operation)])
    },

    async start(unit, operation, { author, note }) {
      const id = importOf(operation)
      const params = { import_id: id, author, note }
      const { task_id } = await tasks.startTask(UNDO_TASK, { callerSubject: author.subject, params })
      await unit.query(SET_STATUS, [id, 'undoing', task_id])
      return { task_id, status: 'pending' }
    },
  }
}
