import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { DoneOperation, EffectKind, Queries } from '../../stock/operations/effects.ts'
import type { Operation } from '../../stock/operations/operation.ts'
import { LINES_TO_UNDO, LOCK_LINES_TO_UNDO, LOCK_LISTS_TO_UNDO, RECEIVED_FOR } from './effect-statements.ts'
import { RECEIVE_PIECES } from './line-statements.ts'
import { touchList } from './list-lock.ts'

/** The name under which the effect is registered. */
export const SHOPPING_LIST_RECEIPT = 'shopping-list-receipt'

const DetailSchema = Type.Object({
  list_id: Type.Integer(),
  line_id: Type.Integer(),
  /** What the line received; negative for what took a receipt back. */
  received: Type.Integer(),
  /** What has received it; not set where it was done by hand. */
  by: Type.Optional(Type.Literal('scan')),
})
type Detail = Type.Static<typeof DetailSchema>

/** The operation, with what it books on a line of a shopping list. */
export function withReceiptEffect(
  operation: Operation,
  { listId, lineId, quantity, by }: { listId: number; lineId: number; quantity: number; by?: 'scan' },
): Operation {
  const detail: Detail = { list_id: listId, line_id: lineId, received: quantity, ...(by !== undefined && { by }) }
  return {
    ...operation,
    source: operation.source ?? `shopping-list ${listId} line ${lineId}`,
    effect: operation.effect ?? { kind: SHOPPING_LIST_RECEIPT, detail },
  }
}

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/** Says which lines were deleted, or that their lists were. */
async function linesGone(db: Queries, operations: readonly DoneOperation[]): Promise<Map<string, string>> {
  const lists = operations.map((operation) => detailOf(operation).list_id)
  const found = await db.query(RECEIVED_FOR, [operations.map(({ id }) => id), lists])
  return new Map(
    found.map(({ id, list, part }, at) => [
      id,
      list === null
        ? `the shopping list ${lists[at]}, which it received ${part ?? 'pieces'} for, was deleted`
        : `the line of ${part ?? 'its part'} on the list ${list} was deleted`,
    ]),
  )
}

/** A receipt is taken off its line, as long as the line can still be received. Other receipts of the line do not matter. */
export const receiptEffect: EffectKind = {
  async lock(unit, operation) {
    const { list_id: listId, line_id: lineId } = detailOf(operation)
    await unit.query(LOCK_LISTS_TO_UNDO, [[listId]])
    await unit.query(LOCK_LINES_TO_UNDO, [[lineId]])
  },

  async findObstacles(db, operations) {
    const lines = await db.query(LINES_TO_UNDO, [operations.map((operation) => detailOf(operation).line_id)])
    const byId = new Map(lines.map((line) => [line.id, line]))
    const without = operations.filter((operation) => !byId.has(detailOf(operation).line_id))
    const gone = without.length === 0 ? new Map<string, string>() : await linesGone(db, without)
    const obstacles = operations.flatMap((operation): [string, string][] => {
      const { line_id: lineId, received } = detailOf(operation)
      const line = byId.get(lineId)
      if (line === undefined) return [[operation.id, gone.get(operation.id) ?? 'its line was deleted']]
      if (line.listStatus !== 'active') return [[operation.id, 'the shopping list is done']]
      if (line.status !== 'ordered') {
        const cause = line.status === 'done' ? 'was completed' : 'is not ordered any more'
        return [[operation.id, `the line of the shopping list ${cause}`]]
      }
      return line.received < received ? [[operation.id, 'the line has received fewer pieces']] : []
    })
    return new Map(obstacles)
  },

  reversed(operation) {
    const detail = detailOf(operation)
    return { ...detail, received: -detail.received }
  },

  async undo(unit, operation) {
    const { list_id: listId, line_id: lineId, received } = detailOf(operation)
    await unit.query(RECEIVE_PIECES, [lineId, -received])
    await touchList(unit, listId)
  },
}
