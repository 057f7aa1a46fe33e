import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { DoneOperation, EffectKind } from '../../stock/operations/effects.ts'
import type { Operation } from '../../stock/operations/operation.ts'
import { LINE_STATES, LOCK_LINES_TO_UNDO, LOCK_LIST_TO_UNDO, PICK_OF_CHANGE } from './effect-statements.ts'
import { type LockedLine, settleList } from './line-lock.ts'
import { countLineUndo, PICK_LIST_LINE_PICKED_TOTAL } from './line-metrics.ts'
import { COMPLETE_LINE, REOPEN_LINE } from './line-statements.ts'

/** The name under which the effect is registered. */
export const PICK_LIST_LINE = 'pick-list-line'

const DetailSchema = Type.Object({
  list_id: Type.Integer(),
  line_id: Type.Integer(),
  action: Type.Union([Type.Literal('pick'), Type.Literal('unpick')]),
  quantity: Type.Integer(),
  location_id: Type.Integer(),
})
type Detail = Type.Static<typeof DetailSchema>

/** The operation, with what it does to a line of a pick list. */
export function withLineEffect(
  operation: Operation,
  { listId, line, action }: { listId: number; line: LockedLine; action: Detail['action'] },
): Operation {
  const detail: Detail = {
    list_id: listId,
    line_id: line.id,
    action,
    quantity: line.quantity,
    location_id: line.locationId,
  }
  return {
    ...operation,
    source: operation.source ?? `pick-list ${listId}`,
    effect: operation.effect ?? { kind: PICK_LIST_LINE, detail },
  }
}

/** The operation that picked a line; null when it did something else as well, or is not known. */
export async function findPick(unit: UnitOfWork, { historyId }: LockedLine): Promise<string | null> {
  if (historyId === null) return null
  const [pick] = await unit.query(PICK_OF_CHANGE, [historyId, PICK_LIST_LINE])
  return pick?.id ?? null
}

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/** A pick puts the line back on its list, and what put it back picks it again. */
export const lineEffect: EffectKind = {
  async lock(unit, operation) {
    const detail = detailOf(operation)
    await unit.query(LOCK_LIST_TO_UNDO, [detail.list_id])
    await unit.query(LOCK_LINES_TO_UNDO, [[detail.line_id]])
  },

  async findObstacles(db, operations) {
    const lines = await db.query(LINE_STATES, [operations.map((operation) => detailOf(operation).line_id)])
    const byId = new Map(lines.map((line) => [line.id, line]))
    const obstacles = operations.map((operation): [string, string | null] => {
      const detail = detailOf(operation)
      const line = byId.get(detail.line_id)
      return [operation.id, line === undefined ? 'the line of the pick list was deleted' : changeOf(line)]

      function changeOf({ status, quantity, locationId, pickRoot }: (typeof lines)[number]): string | null {
        if (detail.action === 'pick') {
          const isThisPick = status === 'completed' && (pickRoot === operation.root || pickRoot === null)
          return isThisPick ? null : 'the line of the pick list was put back already'
        }
        if (status === 'completed') return 'the line of the pick list was picked again'
        const isSame = quantity === detail.quantity && locationId === detail.location_id
        return isSame ? null : 'the line of the pick list was changed since'
      }
    })
    return new Map(obstacles.flatMap(([id, cause]) => (cause === null ? [] : [[id, cause]])))
  },

  reversed(operation) {
    const detail = detailOf(operation)
    return { ...detail, action: detail.action === 'pick' ? 'unpick' : 'pick' }
  },

  async undo(unit, operation, { rows }) {
    const started = performance.now()
    const { action, line_id: lineId, list_id: listId } = detailOf(operation)
    if (action === 'pick') await unit.query(REOPEN_LINE, [lineId])
    else await unit.query(COMPLETE_LINE, [lineId, rows.at(-1)?.id ?? null])
    await settleList(unit, listId)
    unit.afterCommit(() => {
      if (action === 'pick') countLineUndo('success', started)
      else if (rows.length > 0) PICK_LIST_LINE_PICKED_TOTAL.inc()
    })
  },
}
