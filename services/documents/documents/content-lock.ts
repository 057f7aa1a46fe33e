import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { SHARE_LOCK, TRY_LOCK } from './sweep-statements.ts'

/** The number of the advisory lock in PostgreSQL between units of work that refer to contents and sweeps. */
const SWEEP_LOCK = 7_461_001

/**
 * Keeps sweeps from choosing contents until the end of the unit of work, which is about to refer to one of them. Many
 * units of work may do so at once.
 */
export async function lockOutSweeps(unit: UnitOfWork): Promise<void> {
  await unit.query(SHARE_LOCK, [SWEEP_LOCK])
}

/**
 * Keeps other units of work from referring to more contents until the end of this one. It does not wait for those
 * that are about to: others would have to wait behind it.
 *
 * @returns whether the lock was free.
 */
export async function tryLockContents(unit: UnitOfWork): Promise<boolean> {
  const [row] = await unit.query(TRY_LOCK, [SWEEP_LOCK])
  return row?.locked === true
}
