import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { lockPiles } from '../inventory/change-piles.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import type { Effect } from '../operations/operation.ts'
import { KEEP_ROUND, READ_LINE_AGAIN, READ_MARK_AGAIN, REPORT_AGAIN } from './statements.ts'

/** The effect of counts. */
export const COUNT_EFFECT = 'count'

const Detail = Type.Object({
  part_id: Type.Integer(),
  box_no: Type.Integer(),
  loc_no: Type.Integer(),
  counted_qty: Type.Integer(),
  difference: Type.Integer(),
  /** Null for a count outside of a round. */
  round_id: Type.Union([Type.Integer(), Type.Null()]),
})

/** What a count leaves besides stock: when the pile was counted, and its line of the round. */
export function effectOfCount(detail: Type.Static<typeof Detail>): Effect {
  return { kind: COUNT_EFFECT, detail }
}

function detailOf({ id, detail }: DoneOperation): Type.Static<typeof Detail> {
  if (!Value.Check(Detail, detail)) throw new Error(`the operation ${id} does not say what was counted`)
  return detail
}

/** Counts are undone, and done again, by reading what the counts say that stand. */
export const countEffect: EffectKind = {
  async lock(unit, operation) {
    const { round_id: roundId } = detailOf(operation)
    if (roundId !== null) await unit.query(KEEP_ROUND, [roundId])
  },

  findObstacles: async () => new Map(),

  reversed: (operation) => detailOf(operation),

  async undo(unit, operation) {
    const { part_id: partId, box_no: boxNo, loc_no: locNo, round_id: roundId } = detailOf(operation)
    await lockPiles(unit, [{ partId, boxNo, locNo }])
    await unit.query(READ_MARK_AGAIN, [partId, boxNo, locNo])
    if (roundId === null) return
    await unit.query(READ_LINE_AGAIN, [partId, boxNo, locNo, roundId])
    await unit.query(REPORT_AGAIN, [boxNo, roundId, partId, locNo])
  },
}
