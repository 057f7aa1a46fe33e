import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DELETE_OLD_SWEEP_MARKS, DELETE_SWEEP_MARKS, END_SWEEP, MARK_SWEPT, SWEEP_MARKS } from './sweep-statements.ts'

/**
 * Says that a sweep has removed a content, or is removing it: then the content may disappear at any moment, and
 * `hasEnded` is false.
 */
export type SweepMark = RowOf<typeof SWEEP_MARKS>

/** The marks of these contents. */
export async function findSweepMarks(db: Pick<Database, 'query'>, keys: readonly string[]): Promise<SweepMark[]> {
  return db.query(SWEEP_MARKS, [keys])
}

/** Marks contents before a sweep removes them. The unit of work has made sure that nothing refers to them. */
export async function markSwept(unit: UnitOfWork, sweepId: string, keys: readonly string[]): Promise<void> {
  await unit.query(MARK_SWEPT, [sweepId, keys])
}

/** Records that all contents that a sweep has marked are removed. */
export async function endSweep(db: Pick<Database, 'query'>, sweepId: string): Promise<void> {
  await db.query(END_SWEEP, [sweepId])
}

/** Deletes the marks of contents that have been stored again. */
export async function deleteSweepMarks(unit: UnitOfWork, keys: readonly string[]): Promise<void> {
  await unit.query(DELETE_SWEEP_MARKS, [keys])
}

/** Deletes marks that no upload can need any more. */
export async function deleteOldSweepMarks(db: Pick<Database, 'query'>): Promise<void> {
  await db.query(DELETE_OLD_SWEEP_MARKS)
}
