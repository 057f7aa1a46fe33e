import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { restorePiles } from '../../stock/counting/restore-piles.ts'
import type { InventoryService } from '../../stock/inventory/inventory-service.ts'
import { newOperation, type Operation } from '../../stock/operations/operation.ts'
import { recordOperation } from '../../stock/operations/record-operation.ts'
import { findPick, withLineEffect } from './line-effect.ts'
import { lockLine, settleList } from './line-lock.ts'
import {
  countLineUndo,
  PICK_LIST_LINE_PICKED_TOTAL,
  PICK_LIST_LINE_QUANTITY_DELTA,
  PICK_LIST_LINE_QUANTITY_UPDATED_TOTAL,
  PICK_LIST_LINE_REPLANNED_TOTAL,
} from './line-metrics.ts'
import { COMPLETE_LINE, REOPEN_LINE, SET_LINE_QUANTITY } from './line-statements.ts'
import type { PickListService } from './pick-list-service.ts'
import { replanLine } from './replan-line.ts'
import type { PickListDetail } from './schemas.ts'
import { takePieces } from './take-pieces.ts'

function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.statusCode === 404
}

/** Changes of the lines of pick lists. All of them are allowed for archived kits, too. */
export class PickLineService {
  readonly #db: Database
  readonly #pickLists: PickListService
  readonly #inventory: InventoryService

  constructor(db: Database, pickLists: PickListService, inventory: InventoryService) {
    this.#db = db
    this.#pickLists = pickLists
    this.#inventory = inventory
  }

  /**
   * Takes the pieces of a line out of stock and completes the line; the last one completes the list. A line of 0
   * pieces is completed without touching the stock.
   *
   * @returns the list.
   * @throws DomainError 404 for an unknown list or line; 409 for a completed line, and when the location has fewer
   * pieces: the error then says where the part lies.
   */
  async pick(
    listId: number,
    lineId: number,
    operation = newOperation({ reason: 'pick' }),
  ): Promise<PickListDetail & Versioned> {
    return this.#db.transaction(async (unit) => {
      const line = await lockLine(unit, listId, lineId)
      if (line.status === 'completed') throw invalidOperation(`pick line ${lineId}`, 'it is completed already')
      const pick = withLineEffect(operation, { listId, line, action: 'pick' })
      const change = line.quantity > 0 ? await takePieces(unit, this.#inventory, line, pick) : null
      await unit.query(COMPLETE_LINE, [lineId, change?.historyId ?? null])
      await settleList(unit, listId)
      await recordOperation(unit, pick)
      if (change) unit.afterCommit(() => PICK_LIST_LINE_PICKED_TOTAL.inc())
      return this.#pickLists.get(listId)
    })
  }

  /**
   * Plans an open line anew, from where its part lies now, so that a list can be picked after stock was moved. A line
   * that can be picked stays as it is.
   *
   * @returns the list.
   * @throws DomainError 404 for an unknown list or line; 409 for a completed line, and when too few pieces are free.
   */
  async replan(listId: number, lineId: number): Promise<PickListDetail & Versioned> {
    return this.#db.transaction(async (unit) => {
      const isPlannedAnew = await replanLine(unit, listId, lineId)
      if (isPlannedAnew) unit.afterCommit(() => PICK_LIST_LINE_REPLANNED_TOTAL.inc())
      return this.#pickLists.get(listId)
    })
  }

  /**
   * Puts the pieces of a completed line back where they came from and opens the line and its list again. An open line
   * stays as it is.
   *
   * @returns the list.
   * @throws DomainError 404 for an unknown list or line; 409 when it is not known which change of stock to revert.
   */
  async undo(
    listId: number,
    lineId: number,
    operation = newOperation({ reason: 'unpick' }),
  ): Promise<PickListDetail & Versioned> {
    const started = performance.now()
    const finish = (outcome: 'success' | 'noop' | 'error') => countLineUndo(outcome, started)
    try {
      return await this.#db.transaction(async (unit) => {
        const outcome = await this.#revert(unit, listId, lineId, operation)
        unit.afterCommit(() => finish(outcome))
        return this.#pickLists.get(listId)
      })
    } catch (error) {
      if (!isNotFound(error)) finish('error')
      throw error
    }
  }

  async #revert(unit: UnitOfWork, listId: number, lineId: number, operation: Operation): Promise<'success' | 'noop'> {
    const line = await lockLine(unit, listId, lineId)
    if (line.status === 'open') return 'noop'
    if (line.quantity > 0 && line.historyId === null) {
      throw invalidOperation(`undo line ${lineId}`, 'the change of stock that it made is not known')
    }
    const pick = await findPick(unit, line)
    const unpick = { ...withLineEffect(operation, { listId, line, action: 'unpick' }), undoes: pick }
    if (line.quantity > 0) {
      await this.#inventory.add(line.partKey, line, line.quantity, { operation: unpick })
      if (pick !== null) await restorePiles(unit, pick, [{ ...line, delta: line.quantity }])
    }
    await unit.query(REOPEN_LINE, [lineId])
    await settleList(unit, listId)
    await recordOperation(unit, unpick)
    return 'success'
  }

  /**
   * Changes how many pieces an open line takes, whatever is in stock. A line of 0 pieces stays open until it is picked.
   *
   * @returns the list.
   * @param precondition of the list.
   * @throws DomainError 404 for an unknown list or line; 409 for a completed line or list; StaleVersionError.
   */
  async changeQuantity(
    listId: number,
    lineId: number,
    quantity: number,
    precondition: Precondition | null = null,
  ): Promise<PickListDetail & Versioned> {
    const operation = `change the quantity of line ${lineId}`
    return this.#db.transaction(async (unit) => {
      const line = await lockLine(unit, listId, lineId, precondition)
      if (line.status === 'completed') throw invalidOperation(operation, 'the line is completed')
      if (line.listStatus === 'completed') throw invalidOperation(operation, 'the pick list is completed')
      await unit.query(SET_LINE_QUANTITY, [lineId, quantity])
      await settleList(unit, listId)
      unit.afterCommit(() => {
        PICK_LIST_LINE_QUANTITY_UPDATED_TOTAL.inc()
        PICK_LIST_LINE_QUANTITY_DELTA.observe(quantity - line.quantity)
      })
      return this.#pickLists.get(listId)
    })
  }
}
