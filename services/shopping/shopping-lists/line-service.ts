import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE } from '../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { keepPart, type PartReference } from '../../catalogue/parts/part-reference.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { keepSeller } from '../../catalogue/sellers/seller-lock.ts'
import type { InventoryService, Place, Why } from '../../stock/inventory/inventory-service.ts'
import { newOperation } from '../../stock/operations/operation.ts'
import { earlierInWords } from '../../stock/receipts/earlier-receipts.ts'
import { lockOrders, orderLocks } from '../../stock/receipts/order-locks.ts'
import {
  findEarlierOfOrder,
  type NewReceipt,
  type ReceiptOrigin,
  type ReceiptService,
} from '../../stock/receipts/receipt-service.ts'
import { addLine, type NewLine } from './add-line.ts'
import { doubtfulFor } from './doubtful-receipts.ts'
import { ShoppingListLine } from './entities.ts'
import { effectiveChange, type LineChange } from './line-change.ts'
import { COMPLETE_LINE, DELETE_LINE, LINE, LIST_OF_LINE, LOCK_LINE, RECEIVE_PIECES } from './line-statements.ts'
import { type LockedList, lockList, requireActive, touchList } from './list-lock.ts'
import { withReceiptEffect } from './receipt-effect.ts'
import { countReceived } from './receivable-line.ts'
import { toLine } from './rows.ts'
import type { ReceivedLineDto, ShoppingListLineDto } from './schemas.ts'

/** Where some of the received pieces go. */
export interface Allocation extends Place {
  qty: number
}

/** What is known of a delivery, and why it is booked. */
export interface Delivery extends Omit<ReceiptOrigin, 'sellerId'>, Why {}

/** A line to be added, as a client names its part. */
export interface WantedLine extends Omit<NewLine, 'partId'> {
  part: PartReference
}

type LockedLine = RowOf<typeof LOCK_LINE>

/** The lines of shopping lists: added, ordered, received, completed. */
export class ShoppingListLineService {
  readonly #db: Database
  readonly #inventory: InventoryService
  readonly #receipts: ReceiptService
  readonly #iconSource: SellerIconSource

  constructor(
    db: Database,
    { inventory, receipts }: { inventory: InventoryService; receipts: ReceiptService },
    iconSource: SellerIconSource,
  ) {
    this.#db = db
    this.#inventory = inventory
    this.#receipts = receipts
    this.#iconSource = iconSource
  }

  /** @throws DomainError 404 for an unknown line. */
  async get(id: number): Promise<ShoppingListLineDto & Versioned> {
    const [row] = await this.#db.query(LINE, [id])
    if (!row) throw recordNotFound('Shopping list line', id)
    return toLine(row, this.#iconSource)
  }

  /** @throws DomainError 404 for an unknown list, part or seller; 409 for a done list, and for a part that is on it. */
  async add(listId: number, { part, ...line }: WantedLine): Promise<ShoppingListLineDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const list = await lockList(unit, listId)
      const { id: partId } = await keepPart(unit, part)
      return this.get(await addLine(unit, list, { ...line, partId }))
    })
  }

  /**
   * Changes a line. Values that equal the stored ones are no change, so a client may send all of them.
   *
   * @throws DomainError 404 for an unknown line or seller; 409 for what the state of the list or the line forbids;
   * StaleVersionError.
   */
  async update(
    id: number,
    wanted: LineChange,
    precondition: Precondition | null = null,
  ): Promise<ShoppingListLineDto & Versioned> {
    return this.#change(id, async (unit, list, line) => {
      precondition?.demand(line)
      const change = effectiveChange(line, wanted)
      if (Object.keys(change).length === 0) return false
      const onlyNote = Object.keys(change).every((field) => field === 'note')
      if (!onlyNote) {
        requireActive(list, 'update shopping list line')
        if (line.status === 'done') throw invalidOperation('update shopping list line', 'the line is done')
      }
      if (change.sellerId !== undefined) {
        if (change.sellerId !== null) await keepSeller(unit, change.sellerId)
        if (line.status === 'ordered' && line.seller_id !== null) {
          throw invalidOperation('change the seller of the line', 'the line is ordered')
        }
      }
      for (const field of ['ordered', 'needed'] as const) {
        if (change[field] !== undefined && line.status !== 'new') {
          throw invalidOperation(`change the ${field} quantity of the line`, `the line is ${line.status}`)
        }
      }
      unit.em.assign(await unit.em.findOneOrFail(ShoppingListLine, { id }), change)
      await unit.em.flush()
      return true
    })
  }

  /** @throws DomainError 404 for an unknown line; 409 when its list is done; StaleVersionError. */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const list = await lockListOfLine(unit, id)
      requireActive(list, 'delete shopping list line')
      if (precondition !== null) {
        const [line] = await unit.query(LOCK_LINE, [id])
        if (line) precondition.demand(line)
      }
      const deleted = await unit.query(DELETE_LINE, [id])
      if (deleted.length === 0) throw recordNotFound('Shopping list line', id)
      await touchList(unit, list.id)
    })
  }

  /**
   * Books a delivery into stock, with a receipt for each place. Several deliveries may come, also more than was ordered: warnings
   * say that, and which receipts may have brought the same pieces.
   *
   * @param delivery what is known of it beside its seller, which is that of the line, as is its order where it names none.
   * @throws DomainError 409 when the places repeat or do not add up, or the line cannot be received; 404 for an unknown
   *   line or location.
   */
  async receive(
    id: number,
    quantity: number,
    allocations: readonly Allocation[],
    { operation = newOperation({ reason: 'receive' }), lot, dateCode, ...origin }: Delivery = {},
  ): Promise<ReceivedLineDto & Versioned> {
    requireFittingAllocations(quantity, allocations)
    const warnings: string[] = []
    const receive = async (unit: UnitOfWork, list: LockedList, line: LockedLine) => {
      requireActive(list, 'receive shopping list line')
      if (line.status !== 'ordered') throw invalidOperation('receive shopping list line', 'the line is not ordered')
      if (line.seller_id === null) throw invalidOperation('receive shopping list line', 'the line has no seller')
      const receipts: NewReceipt[] = []
      const orderNumber = origin.orderNumber ?? line.order_number
      const effect = withReceiptEffect(operation, { listId: list.id, lineId: id, quantity })
      const why = { operation: effect, isReceipt: true, lot, dateCode }
      for (const { qty, ...place } of allocations) {
        const { historyId } = await this.#inventory.add(line.part_key, place, qty, why)
        receipts.push({ ...origin, orderNumber, historyId, sellerId: line.seller_id })
      }
      const arrival = { partId: line.part_id, sellerId: line.seller_id, orderNumber }
      const surplus = Math.min(quantity, line.received + quantity - line.ordered)
      const earlier = await findEarlierOfOrder(unit, arrival, quantity)
      const doubtful = await doubtfulFor(unit, { id, by: 'hand', isWithin: surplus <= 0 }, earlier)
      warnings.push(...earlierInWords(doubtful, line.part_key, orderNumber))
      if (surplus > 0) {
        warnings.push(`${surplus} of these ${quantity} pieces are more than were ordered on the list "${list.name}"`)
      }
      await this.#receipts.record(unit, receipts)
      await unit.query(RECEIVE_PIECES, [id, quantity]).catch((error) => {
        if (findDatabaseError(error)?.code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error
        throw invalidOperation('receive shopping list line', 'more would be received than can be counted')
      })
      countReceived(unit, quantity)
      return true
    }
    const received = await this.#change(id, receive, (ofLine) => origin.orderNumber ?? ofLine)
    return { ...received, warnings }
  }

  /** @throws DomainError 404; 409 unless the line is ordered, and for a difference without a reason. */
  async complete(id: number, reason: string | null): Promise<ShoppingListLineDto & Versioned> {
    const note = reason?.trim() || null
    return this.#change(id, async (unit, list, line) => {
      requireActive(list, 'complete shopping list line')
      if (line.status !== 'ordered') throw invalidOperation('complete shopping list line', 'the line is not ordered')
      if (line.received !== line.ordered && note === null) {
        throw invalidOperation(
          'complete shopping list line',
          `${line.received} of ${line.ordered} pieces were received; give a reason`,
        )
      }
      unit.em.assign(await unit.em.findOneOrFail(ShoppingListLine, { id }), { completionNote: note, status: 'done' })
      await unit.em.flush()
      await unit.query(COMPLETE_LINE, [id])
      return true
    })
  }

  /**
   * Runs a change with list and line locked.
   *
   * @param work answers whether it changed anything.
   * @param orderOf the order of which pieces come, by that of the line: it is locked, too.
   */
  async #change(
    id: number,
    work: (unit: UnitOfWork, list: LockedList, line: LockedLine) => Promise<boolean>,
    orderOf: (ofLine: string | null) => string | null = () => null,
  ): Promise<ShoppingListLineDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const list = await lockListOfLine(unit, id, orderOf)
      const [line] = await unit.query(LOCK_LINE, [id])
      if (!line) throw recordNotFound('Shopping list line', id)
      if (await work(unit, list, line)) await touchList(unit, list.id)
      return this.get(id)
    })
  }
}

/** Order and list come first in the order of locks, so these are looked up without one. */
async function lockListOfLine(
  unit: UnitOfWork,
  lineId: number,
  orderOf: (ofLine: string | null) => string | null = () => null,
): Promise<LockedList> {
  const [line] = await unit.query(LIST_OF_LINE, [lineId])
  if (!line) throw recordNotFound('Shopping list line', lineId)
  await lockOrders(unit, orderLocks([orderOf(line.order_number)]))
  return lockList(unit, line.shopping_list_id)
}

function requireFittingAllocations(quantity: number, allocations: readonly Allocation[]): void {
  const places = new Set(allocations.map(({ boxNo, locNo }) => `${boxNo}-${locNo}`))
  if (places.size < allocations.length) {
    throw invalidOperation('receive shopping list line', 'a location is named more than once')
  }
  const total = allocations.reduce((sum, { qty }) => sum + qty, 0)
  if (total !== quantity) {
    throw invalidOperation('receive shopping list line', `the allocations add up to ${total}, not ${quantity}`)
  }
}
