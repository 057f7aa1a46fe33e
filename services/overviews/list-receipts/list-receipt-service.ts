import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { ListReceipt } from './schemas.ts'
import { RECEIPTS_OF_LIST } from './statements.ts'

/** What came for shopping lists: booked by hand, by a scan, or by the import of an order. */
export class ListReceiptService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * What was received for a list and not undone, the newest first.
   *
   * @param limit of the receipts.
   * @throws DomainError 404 for an unknown list.
   */
  async ofList(listId: number, limit: number): Promise<ListReceipt[]> {
    const rows = await this.#db.query(RECEIPTS_OF_LIST, [listId, limit])
    if (rows.length === 0) throw recordNotFound('Shopping list', listId)
    return rows.flatMap(({ operation_id, received_at, line_id, qty, ...row }) => {
      if (operation_id === null || received_at === null || line_id === null || qty === null) return []
      return [{ operation_id, received_at, line_id, qty, ...row }]
    })
  }
}
