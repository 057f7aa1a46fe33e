import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import {
  changePiles,
  type LockedPiles,
  lockPiles,
  type PileChange,
  pileKey,
} from '../../../stock/inventory/change-piles.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import type { ReceiptService } from '../../../stock/receipts/receipt-service.ts'
import type { Plan, StockChange } from '../planning/plan.ts'
import type { Ids } from './ids.ts'
import { RECEIVE_LIST_LINES } from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/** Pieces have gone since the plan was made, though its places are locked. */
export class StockGoneError extends Error {
  override readonly name = 'StockGoneError'
}

/** How many pieces came and went. */
export interface WrittenStock {
  added: number
  removed: number
}

/** Writes the changes of stock with their rows of the ledger and their receipts. */
export async function writeStock(
  unit: UnitOfWork,
  plan: Plan,
  {
    ids,
    log,
    operation,
    receipts,
    importId,
    held,
  }: {
    ids: Ids
    log: UndoLog
    operation: Operation
    receipts: ReceiptService
    importId: number
    /** Piles that are locked already. */
    held: LockedPiles
  },
): Promise<WrittenStock> {
  const changes = plan.stock.map((change) => ({ change, pile: pileOf(change, ids) }))
  if (changes.length === 0) return { added: 0, removed: 0 }
  const sums = new Map<string, number>()
  for (const { pile } of changes) sums.set(pileKey(pile), (sums.get(pileKey(pile)) ?? 0) + pile.delta)
  // A location that the import itself has made was not there to be locked.
  const others = changes.filter(({ pile }) => held.get(pileKey(pile))?.hasLocation !== true)
  const locked: LockedPiles =
    others.length === 0
      ? new Map()
      : await lockPiles(
          unit,
          others.map(({ pile }) => pile),
        )
  for (const [key, delta] of sums) {
    const pile = locked.get(key) ?? held.get(key)
    if (pile === undefined || !pile.hasLocation || pile.qty + delta < 0) throw new StockGoneError()
  }
  const historyIds = await changePiles(
    unit,
    operation,
    changes.map(({ pile }) => pile),
  )
  await receipts.record(
    unit,
    changes.flatMap(({ change: { receipt } }, index) => {
      const historyId = historyIds[index]
      if (receipt === null || historyId === undefined) return []
      const { seller, ...origin } = receipt
      return [{ ...origin, historyId, importId, sellerId: seller === null ? null : ids.seller(seller) }]
    }),
  )
  await receiveLines(unit, plan, log)
  const added = changes.reduce((sum, { pile }) => sum + Math.max(0, pile.delta), 0)
  const removed = changes.reduce((sum, { pile }) => sum + Math.max(0, -pile.delta), 0)
  return { added, removed }
}

function pileOf({ part, box, locNo, delta, lot, dateCode }: StockChange, ids: Ids): PileChange {
  return { partId: ids.part(part), boxNo: ids.box(box), locNo, delta, lot, dateCode }
}

/** The lines of shopping lists that a plan receives, with the pieces. */
export function receivedLines({ stock }: Plan): { id: number; delta: number }[] {
  return stock.flatMap(({ listLineId, delta }) => (listLineId === null ? [] : [{ id: listLineId, delta }]))
}

async function receiveLines(unit: UnitOfWork, plan: Plan, log: UndoLog): Promise<void> {
  const received = receivedLines(plan)
  if (received.length === 0) return
  await unit.query(RECEIVE_LIST_LINES, [received.map(({ id }) => id), received.map(({ delta }) => delta)])
  // Earlier versions did not note which other pieces of the line they have counted.
  for (const { id, delta } of received) log.add('list_line_received', id, { pieces: delta, counts: true })
}
