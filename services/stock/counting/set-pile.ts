import { Counter } from 'prom-client'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { partNotFound } from '../../catalogue/parts/part-not-found.ts'
import { changePiles, lockPiles, type PileAddress, pileKey } from '../inventory/change-piles.ts'
import { withBeside } from '../operations/beside.ts'
import type { Bag, Operation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { effectOfCount } from './count-effect.ts'
import { LOCK_TO_COUNT, LOCK_TO_COUNT_IN_ROUND } from './statements.ts'

export const INVENTORY_COUNT_DIFFERENCE_PIECES_TOTAL = new Counter({
  name: 'inventory_count_difference_pieces_total',
  help: 'Pieces by which counts differed from the stock: found ones that were not known of, or missing ones',
  labelNames: ['direction'] as const,
})

/** What somebody has counted. */
export interface Count {
  countedQty: number
  /** Pieces that should be there as far as the counting person knows; null when they do not say. */
  expectedQty?: number | null | undefined
  /** The round that it belongs to, which is locked; `open` for the one that is open in the box, if one is. */
  round?: number | 'open' | undefined
  /** The bag that was counted, where it is known. */
  bag?: Bag | undefined
}

function countedMeanwhile(expected: number, qty: number, place: string): DomainError {
  return new DomainError(
    409,
    'STOCK_CHANGED',
    `The stock at ${place} is not what was expected (expected ${expected}, have ${qty})`,
    'The stock was changed meanwhile; look at it again and count once more',
    { qty },
  )
}

/**
 * Makes a pile what was counted, and writes the operation. When it was counted is stored by whoever calls this.
 *
 * @param given its effect, if it has one, is what it does besides.
 * @returns the difference, which is pieces more than there should be, and the round.
 * @throws DomainError 404 for an unknown part or location; 409 with the pieces when other ones were expected.
 */
export async function setPile(
  unit: UnitOfWork,
  { partKey, ...pile }: PileAddress & { partKey: string },
  { countedQty, expectedQty = null, round, bag }: Count,
  given: Operation,
): Promise<{ difference: number; roundId: number | null }> {
  const address = `${pile.boxNo}-${pile.locNo}`
  const { qty, openRoundId } = await lockPile(unit, pile, { partKey, isOfOpenRound: round === 'open' })
  const roundId = round === 'open' ? openRoundId : (round ?? null)
  if (expectedQty !== null && expectedQty !== qty) throw countedMeanwhile(expectedQty, qty, address)
  const difference = countedQty - qty
  const counted = {
    ...given,
    effect: effectOfCount({
      part_id: pile.partId,
      box_no: pile.boxNo,
      loc_no: pile.locNo,
      counted_qty: countedQty,
      difference,
      round_id: roundId,
    }),
  }
  const operation = given.effect === null ? counted : withBeside(counted, given.effect)
  if (difference === 0) await recordOperation(unit, operation, [pile.partId])
  else await changePiles(unit, operation, [{ ...pile, ...bag, delta: difference }])
  unit.announce(
    { kind: 'part', id: partKey, operationId: operation.id },
    { kind: 'box', id: String(pile.boxNo), operationId: operation.id },
  )
  unit.afterCommit(() => {
    const direction = difference > 0 ? 'found' : 'missing'
    if (difference !== 0) INVENTORY_COUNT_DIFFERENCE_PIECES_TOTAL.inc({ direction }, Math.abs(difference))
  })
  return { difference, roundId }
}

/**
 * Locks a pile, also one that is not there: none can be made until the unit of work ends.
 *
 * @returns its pieces, and the round that is open in the box where that is asked for.
 * @throws DomainError 404 for an unknown location, and when the part was deleted meanwhile.
 */
async function lockPile(
  unit: UnitOfWork,
  pile: PileAddress,
  { partKey, isOfOpenRound }: { partKey: string; isOfOpenRound: boolean },
): Promise<{ qty: number; openRoundId: number | null }> {
  const lock = isOfOpenRound ? LOCK_TO_COUNT_IN_ROUND : LOCK_TO_COUNT
  const [locked] = await unit.query(lock, [pile.partId, pile.boxNo, pile.locNo])
  if (!locked?.hasLocation) throw recordNotFound('Location', `${pile.boxNo}-${pile.locNo}`)
  const { qty, roundId: openRoundId } = locked
  if (qty !== null) return { qty, openRoundId }
  if (!locked.hasPart) throw await partNotFound(unit, partKey)
  // Somebody may have made the pile before the part was locked.
  return { qty: (await lockPiles(unit, [pile])).get(pileKey(pile))?.qty ?? 0, openRoundId }
}
