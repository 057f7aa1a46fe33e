import type { Database, UnitOfWork } from '../../../../plugins/database/database.ts'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import type { SellerService } from '../../../catalogue/sellers/seller-service.ts'
import { orderOfLine } from '../../../shopping/shopping-lists/receivable-line.ts'
import type { InventoryService } from '../../../stock/inventory/inventory-service.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import type { Reason } from '../../../stock/operations/reasons.ts'
import { lockOrders, orderLocks } from '../../../stock/receipts/order-locks.ts'
import { LOCK_NEW_PARTS } from '../../new-parts-statements.ts'
import { lookUp } from '../matching/code-matcher.ts'
import { otherNumber } from '../matching/warnings-of.ts'
import { SCAN_ACTIONS_TOTAL } from '../metrics.ts'
import type { CodeReading } from '../reading/code-reading.ts'
import { TWO_CODES } from '../reading/first-code.ts'
import { otherNumbersOf } from '../reading/other-numbers.ts'
import { readCode } from '../reading/read-code.ts'
import { VENDOR_NAMES } from '../reading/vendors.ts'
import type { AppliedScan } from '../schemas.ts'
import { count } from './count.ts'
import { createPart } from './create-part.ts'
import { demandThere } from './demand-there.ts'
import { withLocations } from './location-hint.ts'
import type { Act } from './outcome.ts'
import { pick } from './pick.ts'
import { putAway, receive } from './receive.ts'
import { BRINGS_IN, demandFitting } from './refusals.ts'
import type { ScanAction, ScanOrder } from './scan-action.ts'
import type { ScanStep } from './scan-step.ts'
import { take } from './take.ts'

/** Why each action changes stock. */
export const REASON_OF_ACTION: Readonly<Record<ScanAction, Reason>> = {
  put_away: 'add',
  take: 'remove',
  count: 'count',
  receive: 'receive',
  pick: 'pick',
  create: 'add',
}

/** The locks of the orders of which pieces come in. Where nothing says the order, that of the line counts. */
async function orderLocksOf(
  unit: UnitOfWork,
  { action, orderNumber, shoppingListLineId }: ScanOrder,
  reading: CodeReading,
): Promise<number[]> {
  if (!BRINGS_IN.includes(action)) return []
  const number = orderNumber ?? reading.orderNumber
  const ofLine = number === null && shoppingListLineId !== null ? await orderOfLine(unit, shoppingListLineId) : null
  return orderLocks([number ?? ofLine, ...otherNumbersOf(reading, number)])
}

/** Does with codes what somebody wants, each in one unit of work and as one operation. */
export class ScanActionService {
  readonly #db: Database
  readonly #inventory: InventoryService
  readonly #sellers: Pick<SellerService, 'getOrCreateSeller'>
  readonly #actions: Readonly<Record<ScanAction, Act>>

  constructor(
    db: Database,
    { inventory, parts, sellers }: { inventory: InventoryService; parts: PartService; sellers: SellerService },
  ) {
    this.#db = db
    this.#inventory = inventory
    this.#sellers = sellers
    this.#actions = { put_away: putAway, take, count, receive, pick, create: createPart(parts) }
  }

  /**
   * Reads a code and does what is wanted.
   *
   * @throws DomainError 404 for an unknown part, location or line; 409 for what is missing, refused, or needs a
   *   confirmation.
   */
  async apply(order: ScanOrder, operation: Operation): Promise<AppliedScan> {
    demandFitting(order)
    const reading = readCode(order.code)
    const applied = this.#db.transaction(async (unit): Promise<AppliedScan> => {
      const locks = await orderLocksOf(unit, order, reading)
      const isCreated = order.action === 'create'
      if (isCreated) {
        await lockOrders(unit, locks)
        await unit.query(LOCK_NEW_PARTS)
      }
      const named = { ...order, typeId: order.create?.typeId ?? null }
      const found = await lookUp(unit, reading, named, isCreated ? [] : locks)
      await demandThere({ unit, order, known: found })
      const isOfCode = order.partKey === null || order.partKey === found.matches[0]?.key
      const warnings = [
        ...reading.warnings.filter((warning) => warning === TWO_CODES),
        ...(isOfCode ? otherNumber(found) : []),
      ]
      const step: ScanStep = { unit, order, known: found, operation, warnings }
      const known = await this.#withSeller(step)
      const outcome = await this.#actions[order.action]({ ...step, known }, { inventory: this.#inventory })
      unit.afterCommit(() => SCAN_ACTIONS_TOTAL.inc({ action: order.action }))
      const { part, locations } = outcome.booked
      return {
        operation_id: operation.id,
        done: outcome.done,
        action: order.action,
        qty: outcome.qty,
        box_no: outcome.place.boxNo,
        loc_no: outcome.place.locNo,
        difference: outcome.difference,
        part,
        locations,
        next: outcome.next,
        warnings: step.warnings,
      }
    })
    return applied.catch(async (error) => {
      throw await withLocations(this.#db, { order, reading }, error)
    })
  }

  /** A number is remembered for a seller, so the vendor becomes one of the inventory with its first number. */
  async #withSeller({ order, known }: ScanStep): Promise<ScanStep['known']> {
    const { vendor, sellerPartNumber } = known.reading
    const isWanted = order.rememberNumber && vendor !== null && sellerPartNumber !== null
    if (!isWanted || known.sellerIds.length > 0) return known
    const { title, website } = VENDOR_NAMES[vendor]
    const { id } = await this.#sellers.getOrCreateSeller(title, website)
    return { ...known, sellerIds: [id], sellerName: title }
  }
}
