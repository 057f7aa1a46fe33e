import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, insufficientQuantity } from '../../../plugins/errors/domain-error.ts'
import type { InventoryService, Place, StockChange } from '../../stock/inventory/inventory-service.ts'
import type { Bag, Operation } from '../../stock/operations/operation.ts'
import { stockElsewhere } from './part-places.ts'

/**
 * Takes pieces for a line of a pick list out of stock.
 *
 * @param bag which they are taken from, where it is known.
 * @throws DomainError 404 for an unknown part; 409 when the place has fewer pieces: the error says where the part lies.
 */
export async function takePieces(
  unit: UnitOfWork,
  inventory: Pick<InventoryService, 'remove'>,
  { partKey, quantity, boxNo, locNo }: Place & { partKey: string; quantity: number },
  operation: Operation,
  bag: Bag = {},
): Promise<StockChange> {
  try {
    return await inventory.remove(partKey, { boxNo, locNo }, quantity, { ...bag, operation })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { message } = error.statusCode === 404 ? insufficientQuantity(quantity, 0, `${boxNo}-${locNo}`) : error
    throw await stockElsewhere(unit, partKey, message)
  }
}
