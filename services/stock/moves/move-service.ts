import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { DomainError, insufficientQuantity, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { PART_IDENTITIES } from '../../catalogue/parts/statements.ts'
import { changePiles, lockPiles, type PileChange, pileKey } from '../inventory/change-piles.ts'
import type { Place } from '../inventory/inventory-service.ts'
import type { Operation } from '../operations/operation.ts'
import type { StockMove, StockMoves } from './schemas.ts'
import { MOVED_PILES } from './statements.ts'

interface PlannedMove {
  partKey: string
  partId: number
  from: Place
  to: Place
  qty: number
}

/** Moves of many piles at once. */
export class MoveService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The moves of an operation, which was one of moves. @throws DomainError 404 for an unknown one. */
  async read(operationId: string): Promise<StockMoves> {
    const rows = await this.#db.query(MOVED_PILES, [operationId])
    if (rows.length === 0) throw recordNotFound('Operation', operationId)
    const moves = rows.flatMap((from, index): StockMove[] => {
      const to = rows[index + 1]
      if (index % 2 === 1 || to === undefined) return []
      return [
        {
          part_key: from.partKey,
          from_box_no: from.boxNo,
          from_loc_no: from.locNo,
          to_box_no: to.boxNo,
          to_loc_no: to.locNo,
          qty: to.delta,
        },
      ]
    })
    return { operation_id: operationId, moves }
  }

  /**
   * Makes moves one after another in their order, all or none of them, as one operation. A pile may be named several
   * times: a move may go on with what an earlier one has brought.
   *
   * @throws DomainError that names the move, `field` counts from 0: 404 for an unknown part or location, or a pile that
   *   is not there; 409 when there are fewer pieces, or would be too many.
   */
  async moveAll(moves: readonly StockMove[], operation: Operation): Promise<StockMoves> {
    return this.#db.transaction(async (unit) => {
      const planned = await plan(unit, moves)
      const piles = planned.flatMap(({ partId, from, to }) => [
        { partId, ...from },
        { partId, ...to },
      ])
      const locked = await lockPiles(unit, piles)
      const left = new Map([...locked].map(([key, { qty }]) => [key, qty]))
      for (const [index, move] of planned.entries()) {
        const source = pileKey({ partId: move.partId, ...move.from })
        const target = pileKey({ partId: move.partId, ...move.to })
        const have = left.get(source) ?? 0
        if (locked.get(target)?.hasLocation !== true) throw inMove(index, recordNotFound('Location', at(move.to)))
        if (have === 0) throw inMove(index, recordNotFound('Part location', `${move.partKey} at ${at(move.from)}`))
        if (have < move.qty) throw inMove(index, insufficientQuantity(move.qty, have, at(move.from)))
        left.set(source, have - move.qty)
        const sum = (left.get(target) ?? 0) + move.qty
        if (sum > INT4_MAX) throw inMove(index, tooMany(move.to))
        left.set(target, sum)
      }
      await changePiles(unit, operation, planned.flatMap(toChanges))
      return { operation_id: operation.id, moves: [...moves] }
    })
  }
}

/** Both rows of the ledger of a move. */
function toChanges({ partId, from, to, qty }: PlannedMove): PileChange[] {
  return [
    { partId, ...from, delta: -qty },
    { partId, ...to, delta: qty },
  ]
}

async function plan(unit: UnitOfWork, moves: readonly StockMove[]): Promise<PlannedMove[]> {
  const parts = await unit.query(PART_IDENTITIES, [[...new Set(moves.map(({ part_key }) => part_key))]])
  const ids = new Map(parts.map(({ key, id }) => [key, id]))
  return moves.map((move, index) => {
    const partId = ids.get(move.part_key)
    if (partId === undefined) throw inMove(index, recordNotFound('Part', move.part_key))
    return {
      partKey: move.part_key,
      partId,
      from: { boxNo: move.from_box_no, locNo: move.from_loc_no },
      to: { boxNo: move.to_box_no, locNo: move.to_loc_no },
      qty: move.qty,
    }
  })
}

function at({ boxNo, locNo }: Place): string {
  return `${boxNo}-${locNo}`
}

function tooMany(place: Place): DomainError {
  return new DomainError(
    409,
    'INVALID_OPERATION',
    `Cannot move the pieces because ${at(place)} would have more than ${INT4_MAX} of them`,
    'The operation is not possible in the current state',
  )
}

/** The same refusal, which says which move it is about. */
function inMove(index: number, { statusCode, code, message, hint, facts }: DomainError): DomainError {
  return new DomainError(statusCode, code, message, hint, { ...facts, field: `moves.${index}` })
}
