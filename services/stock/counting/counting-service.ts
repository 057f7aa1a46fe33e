import type { Database } from '../../../plugins/database/database.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import type { Place } from '../inventory/inventory-service.ts'
import type { Operation } from '../operations/operation.ts'
import type { CountedStock } from './schemas.ts'
import { type Count, setPile } from './set-pile.ts'
import { MARK_COUNTED } from './statements.ts'

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
    { boxNo, locNo }: Place,
    count: Count,
    operation: Operation,
  ): Promise<CountedStock & { partId: number }> {
    return this.#db.transaction(async (unit) => {
      const { id: partId } = await this.#parts.identify(partKey)
      const { difference } = await setPile(unit, { partId, partKey, boxNo, locNo }, count, operation)
      const [marked] = await unit.query(MARK_COUNTED, [partId, boxNo, locNo, operation.id])
      if (!marked) throw new Error('a count was not recorded')
      return {
        partId,
        key: partKey,
        box_no: boxNo,
        loc_no: locNo,
        qty: count.countedQty,
        counted_at: marked.counted_at,
        operation_id: operation.id,
        difference,
      }
    })
  }
}
