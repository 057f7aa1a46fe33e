import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { findDatabaseError, NUMERIC_VALUE_OUT_OF_RANGE, violates } from '../../../plugins/database/database-error.ts'
import {
  insufficientQuantity,
  invalidOperation,
  invalidRequest,
  recordNotFound,
} from '../../../plugins/errors/domain-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { noteWritten } from '../operations/metrics.ts'
import { type Bag, newOperation, type Operation } from '../operations/operation.ts'
import { operationValue } from '../operations/operation-sql.ts'
import type { Reason } from '../operations/reasons.ts'
import { changePiles } from './change-piles.ts'
import { FREE_LOCATION, FREE_LOCATION_NEAR_TYPE, FREE_SLOTS } from './free-location-statements.ts'
import { ENTRY_OF_PART, HISTORY_OF_PART } from './history-statements.ts'
import type { FreeSlot, HistoryEntry, LocationSuggestion, PartStock } from './schemas.ts'
import { ADD_RECEIVED, ADD_STOCK, LOCK_FOR_MOVE, REMOVE_STOCK, STOCK_AT, STOCK_OF_PART } from './statements.ts'
import { INVENTORY_QUANTITY_CHANGES_TOTAL } from './stock-metrics.ts'

/** Which free location is suggested: the first one, or one in the box that has most parts of the type. */
export type SuggestionRule = 'first-free' | 'same-type'

/** The address of a location. */
export interface Place {
  boxNo: number
  locNo: number
}

/** Which part of a history is read. */
export interface HistoryPage {
  /** Null: all of it. */
  limit?: number | null | undefined
  /** Id of the last row of the page before. */
  before?: number | null | undefined
}

/** Pieces that go from one location to another. */
export interface Move {
  from: Place
  to: Place
  qty: number
}

/** Why stock is changed, and which bag the pieces are of. */
export interface Why extends Bag {
  /** Whether the pieces are received: then others who receive the part wait until the end of the unit of work. */
  isReceipt?: boolean
  /** What the change belongs to. Not given: an operation of its own, by nobody. */
  operation?: Operation | undefined
}

/** What a change of stock wrote. */
export interface StockChange {
  /** The row of the history that records it. */
  historyId: number
  /** The operation that it belongs to. */
  operationId: string
}

function address({ boxNo, locNo }: Place): string {
  return `${boxNo}-${locNo}`
}

function requirePositive(verb: 'add' | 'remove' | 'move', qty: number): void {
  if (qty > 0) return
  throw invalidOperation(`${verb} negative or zero stock`, 'the quantity must be at least 1')
}

/** The parameters of a statement for why. */
function whyValues(reason: Reason, { operation = newOperation({ reason }), lot, dateCode }: Why) {
  return { operation, values: [operationValue(operation), lot ?? null, dateCode ?? null] }
}

/**
 * Stock and its history. Every change is one statement that writes both, so that the history of a part always adds up
 * to its stock. Inside a unit of work the changes belong to it.
 */
export class InventoryService {
  readonly #db: Database
  readonly #parts: PartService
  /** How `suggestLocation` chooses, for statements that choose a location in the same way. */
  readonly suggestionRule: SuggestionRule

  constructor(db: Database, parts: PartService, suggestionRule: SuggestionRule) {
    this.#db = db
    this.#parts = parts
    this.suggestionRule = suggestionRule
  }

  /**
   * Adds pieces of a part to a location, which may hold other parts as well. One statement.
   *
   * @returns the pieces of the part that are there now.
   * @throws DomainError 404 for an unknown part or location; 400 when there would be more than an `int` can hold.
   */
  async add(partKey: string, place: Place, qty: number, why: Why = {}): Promise<PartStock & StockChange> {
    requirePositive('add', qty)
    const added = await this.#addStatement(partKey, place, qty, why)
    this.#db.afterCommit(() => INVENTORY_QUANTITY_CHANGES_TOTAL.inc({ operation: 'add' }, qty))
    return added
  }

  /**
   * Takes pieces of a part out of a location.
   *
   * @throws DomainError 404 when the part is not there; 409 when there are fewer pieces.
   */
  async remove(partKey: string, place: Place, qty: number, why: Why = {}): Promise<StockChange> {
    requirePositive('remove', qty)
    const removed = await this.#removeStatement(partKey, place, qty, why)
    this.#db.afterCommit(() => INVENTORY_QUANTITY_CHANGES_TOTAL.inc({ operation: 'remove' }, qty))
    return removed
  }

  /**
   * Moves pieces of a part to another location, or to the same one. All or nothing; the counter of stock changes does
   * not move, since no piece came or went.
   *
   * @throws DomainError 404 for an unknown part, source or destination; 409 when there are fewer pieces.
   */
  async move(partKey: string, { from, to, qty }: Move, why: Why = {}): Promise<void> {
    requirePositive('move', qty)
    const { operation = newOperation({ reason: 'move' }) } = why
    await this.#db.transaction(async (unit) => {
      await unit.query(LOCK_FOR_MOVE, [partKey, from.boxNo, from.locNo, to.boxNo, to.locNo])
      if (address(from) === address(to)) {
        await this.#moveWithin(unit, { partKey, place: from, qty }, { ...why, operation })
        return
      }
      await this.#removeStatement(partKey, from, qty, { ...why, operation })
      await this.#addStatement(partKey, to, qty, { ...why, operation })
    })
  }

  /** The locations of a part with its pieces, by address. @throws DomainError 404 for an unknown part. */
  async locationsOf(partKey: string): Promise<PartStock[]> {
    const { id } = await this.#parts.identify(partKey)
    return this.#db.query(STOCK_OF_PART, [id, partKey])
  }

  /**
   * The changes of a part's stock, the latest first.
   *
   * @throws DomainError 404 for an unknown part, and for a row to begin after that is not one of the part's.
   */
  async historyOf(partKey: string, { limit = null, before = null }: HistoryPage = {}): Promise<HistoryEntry[]> {
    const { id } = await this.#parts.identify(partKey)
    if (before === null) return this.#db.query(HISTORY_OF_PART.newest, [id, limit])
    const [entry] = await this.#db.query(ENTRY_OF_PART, [id, before])
    if (!entry) throw recordNotFound('History entry', before)
    return this.#db.query(HISTORY_OF_PART.before, [id, limit, before])
  }

  /**
   * A location that holds nothing, for a part of the given type, which need not exist.
   *
   * @throws DomainError 404 when every location is in use.
   */
  async suggestLocation(typeId: number): Promise<LocationSuggestion> {
    const [free] =
      this.suggestionRule === 'same-type'
        ? await this.#db.query(FREE_LOCATION_NEAR_TYPE, [typeId])
        : await this.#db.query(FREE_LOCATION)
    if (!free) throw recordNotFound('Free location', `for type ${typeId}`)
    return free
  }

  /**
   * Locations that hold nothing, for a part: at most one of a box, the best ones first. None when all are in use.
   *
   * @throws DomainError 404 for an unknown part.
   */
  async freeSlots(partKey: string, limit: number): Promise<FreeSlot[]> {
    const { id } = await this.#parts.identify(partKey)
    return this.#db.query(FREE_SLOTS, [id, limit])
  }

  /** Writes the ledger only: a pile that is taken away whole and put back would be another one, which nobody has counted. */
  async #moveWithin(
    unit: UnitOfWork,
    { partKey, place, qty }: { partKey: string; place: Place; qty: number },
    { operation, ...bag }: Bag & { operation: Operation },
  ): Promise<void> {
    const { id: partId } = await this.#parts.identify(partKey)
    await this.#demandPieces(partKey, place, qty)
    const pile = { partId, ...place, ...bag }
    await changePiles(unit, operation, [
      { ...pile, delta: -qty },
      { ...pile, delta: qty },
    ])
  }

  /** @throws DomainError 404 when the part is not there; 409 when there are fewer pieces. */
  async #demandPieces(partKey: string, place: Place, qty: number): Promise<void> {
    const [stock] = await this.#db.query(STOCK_AT, [partKey, place.boxNo, place.locNo])
    if (!stock) throw recordNotFound('Part location', `${partKey} at ${address(place)}`)
    if (stock.qty < qty) throw insufficientQuantity(qty, stock.qty, address(place))
  }

  async #addStatement(partKey: string, place: Place, qty: number, why: Why): Promise<PartStock & StockChange> {
    const { boxNo, locNo } = place
    const { operation, values } = whyValues('add', why)
    const [row] = await this.#db
      .query(why.isReceipt === true ? ADD_RECEIVED : ADD_STOCK, [partKey, boxNo, locNo, qty, ...values])
      .catch((error) => {
        if (findDatabaseError(error)?.code === NUMERIC_VALUE_OUT_OF_RANGE) {
          throw invalidRequest(`qty is too large: a location holds at most ${INT4_MAX} pieces`)
        }
        // Deleted while the statement ran.
        if (violates(error, 'fk_part_locations_part')) throw recordNotFound('Part', partKey)
        if (violates(error, 'fk_part_locations_location')) throw recordNotFound('Location', address(place))
        throw error
      })
    if (!row || row.part_id === null) throw recordNotFound('Part', partKey)
    if (row.location_id === null) throw recordNotFound('Location', address(place))
    if (row.qty === null || row.history_id === null) throw new Error('stock was not added')
    if (row.is_new_operation) noteWritten(this.#db, operation)
    const { qty: now, history_id: historyId } = row
    return { key: partKey, box_no: boxNo, loc_no: locNo, qty: now, historyId, operationId: operation.id }
  }

  async #removeStatement(partKey: string, place: Place, qty: number, why: Why): Promise<StockChange> {
    const pile = [partKey, place.boxNo, place.locNo]
    const { operation, values } = whyValues('remove', why)
    for (;;) {
      const [row] = await this.#db.query(REMOVE_STOCK, [...pile, qty, ...values])
      if (!row || row.part_id === null) throw recordNotFound('Part', partKey)
      if (row.is_new_operation) noteWritten(this.#db, operation)
      if (row.history_id !== null) return { historyId: row.history_id, operationId: operation.id }
      await this.#demandPieces(partKey, place, qty)
      // Another unit of work changed the pile after this one read it. Enough is left, so try again.
    }
  }
}
