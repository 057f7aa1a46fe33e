import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { partNotFound } from '../../catalogue/parts/part-not-found.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { changePiles, lockPiles, type PileAddress, pileKey } from '../inventory/change-piles.ts'
import type { Place } from '../inventory/inventory-service.ts'
import type { Operation } from '../operations/operation.ts'
import { recordOperation } from '../operations/record-operation.ts'
import { effectOfCount } from './count-effect.ts'
import type { CountedStock } from './schemas.ts'
import { KEEP_LOCATION, LOCK_NEW_PILES, MARK_COUNTED } from './statements.ts'

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
  /** The round that it belongs to. */
  roundId?: number | undefined
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

/** Makes piles what was counted. */
export class CountingService {
  readonly #db: Database
  readonly #parts: PartService

  constructor(db: Database, parts: PartService) {
    this.#db = db
    this.#parts = parts
  }

  /**
   * Makes a pile what was counted. The difference is one row of the ledger; the operation is recorded without one, too.
   *
   * @throws DomainError 404 for an unknown part or location; 409 with the pieces when other ones were expected.
   */
  async count(
    partKey: string,
    place: Place,
    { countedQty, expectedQty = null, roundId }: Count,
    given: Operation,
  ): Promise<CountedStock & { partId: number }> {
    const address = `${place.boxNo}-${place.locNo}`
    return this.#db.transaction(async (unit) => {
      const { id: partId } = await this.#parts.identify(partKey)
      const locations = await unit.query(KEEP_LOCATION, [place.boxNo, place.locNo])
      if (locations.length === 0) throw recordNotFound('Location', address)
      const pile = { partId, boxNo: place.boxNo, locNo: place.locNo }
      const qty = await lockPile(unit, pile, partKey)
      if (expectedQty !== null && expectedQty !== qty) throw countedMeanwhile(expectedQty, qty, address)
      const difference = countedQty - qty
      const operation = {
        ...given,
        effect: effectOfCount({
          part_id: partId,
          box_no: place.boxNo,
          loc_no: place.locNo,
          counted_qty: countedQty,
          difference,
          round_id: roundId ?? null,
        }),
      }
      if (difference === 0) await recordOperation(unit, operation, [partId])
      else await changePiles(unit, operation, [{ ...pile, delta: difference }])
      const [marked] = await unit.query(MARK_COUNTED, [partId, place.boxNo, place.locNo, operation.id])
      if (!marked) throw new Error('a count was not recorded')
      unit.announce(
        { kind: 'part', id: partKey, operationId: operation.id },
        { kind: 'box', id: String(place.boxNo), operationId: operation.id },
      )
      unit.afterCommit(() => {
        const direction = difference > 0 ? 'found' : 'missing'
        if (difference !== 0) INVENTORY_COUNT_DIFFERENCE_PIECES_TOTAL.inc({ direction }, Math.abs(difference))
      })
      return {
        partId,
        key: partKey,
        box_no: place.boxNo,
        loc_no: place.locNo,
        qty: countedQty,
        counted_at: marked.counted_at,
        operation_id: operation.id,
        difference,
      }
    })
  }
}

/**
 * Locks a pile, also one that is not there: none can be made until the unit of work ends.
 *
 * @returns its pieces.
 * @throws DomainError 404 when the part was deleted meanwhile.
 */
async function lockPile(unit: UnitOfWork, pile: PileAddress, partKey: string): Promise<number> {
  const read = async () => (await lockPiles(unit, [pile])).get(pileKey(pile))?.qty ?? 0
  const qty = await read()
  if (qty > 0) return qty
  const parts = await unit.query(LOCK_NEW_PILES, [pile.partId])
  if (parts.length === 0) throw await partNotFound(unit, partKey)
  return read()
}
