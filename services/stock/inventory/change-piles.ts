import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE } from '../../../plugins/database/database-error.ts'
import { LostRaceError } from '../../../plugins/database/lost-race.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { noteWritten } from '../operations/metrics.ts'
import type { Bag, Operation } from '../operations/operation.ts'
import { operationValue } from '../operations/operation-sql.ts'
import { CHANGE_PILES, LOCK_PILES } from './pile-statements.ts'
import { INVENTORY_QUANTITY_CHANGES_TOTAL } from './stock-metrics.ts'

/** The pieces of one part in one location. */
export interface PileAddress {
  partId: number
  boxNo: number
  locNo: number
}

/** Pieces that come to a pile, or go when `delta` is negative: one row of the ledger. */
export interface PileChange extends PileAddress, Bag {
  delta: number
}

/** A pile that no other unit of work takes from until this one ends. */
export interface LockedPile {
  /** 0 when there is no such pile. */
  qty: number
  hasLocation: boolean
}

/** The piles by `pileKey`. */
export type LockedPiles = ReadonlyMap<string, LockedPile>

export function pileKey({ partId, boxNo, locNo }: PileAddress): string {
  return `${partId} ${boxNo}-${locNo}`
}

/** Locks piles of any parts in one order (part, box, location) and reads them. */
export async function lockPiles(unit: UnitOfWork, piles: readonly PileAddress[]): Promise<LockedPiles> {
  const rows = await unit.query(LOCK_PILES, [
    piles.map(({ partId }) => partId),
    piles.map(({ boxNo }) => boxNo),
    piles.map(({ locNo }) => locNo),
  ])
  return new Map(rows.map(({ partId, boxNo, locNo, ...pile }) => [`${partId} ${boxNo}-${locNo}`, pile]))
}

/**
 * Changes many piles in one statement, with a row of the ledger for each change in the given order. What counts for a
 * pile is the sum of its changes. Lock the piles first, and see that there are enough pieces and that the locations exist;
 * a pile or location that comes or goes afterwards makes the unit of work run again.
 *
 * The counter of pieces moves by what each part has more or fewer at the end: a move within a part counts nothing.
 *
 * @returns the ids of the rows in that order.
 * @throws DomainError 409 when a pile would have more pieces than an `int` can hold.
 */
export async function changePiles(
  unit: UnitOfWork,
  operation: Operation,
  changes: readonly PileChange[],
): Promise<number[]> {
  if (changes.length === 0) return []
  const [done] = await unit
    .query(CHANGE_PILES, [
      changes.map(({ partId }) => partId),
      changes.map(({ boxNo }) => boxNo),
      changes.map(({ locNo }) => locNo),
      changes.map(({ delta }) => delta),
      changes.map(({ lot }) => lot ?? null),
      changes.map(({ dateCode }) => dateCode ?? null),
      operationValue(operation),
    ])
    .catch((error) => {
      if (findDatabaseError(error)?.code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error
      throw invalidOperation('change the stock', `a location holds at most ${INT4_MAX} pieces of a part`)
    })
  if (done?.missed !== 0) throw new LostRaceError('change the stock')
  if (done.isNewOperation) noteWritten(unit, operation)
  countPieces(unit, changes)
  return done.historyIds
}

function countPieces(unit: UnitOfWork, changes: readonly PileChange[]): void {
  const byPart = new Map<number, number>()
  for (const { partId, delta } of changes) byPart.set(partId, (byPart.get(partId) ?? 0) + delta)
  const sums = [...byPart.values()]
  const added = sums.filter((sum) => sum > 0).reduce((total, sum) => total + sum, 0)
  const removed = sums.filter((sum) => sum < 0).reduce((total, sum) => total - sum, 0)
  unit.afterCommit(() => {
    if (added > 0) INVENTORY_QUANTITY_CHANGES_TOTAL.inc({ operation: 'add' }, added)
    if (removed > 0) INVENTORY_QUANTITY_CHANGES_TOTAL.inc({ operation: 'remove' }, removed)
  })
}
