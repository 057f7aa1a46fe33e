import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { lockPiles } from '../inventory/change-piles.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import type { Effect } from '../operations/operation.ts'
import { COUNTED_AGAIN, KEEP_ROUND, READ_LINE_AGAIN, READ_MARK_AGAIN, REPORT_AGAIN } from './statements.ts'

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

/**
 * Counts are undone, and done again, by reading what the counts say that stand. The latest count of a pile goes first: what it
 * has found would not be true without the difference of the one before.
 */
export const countEffect: EffectKind = {
  async lock(unit, operation) {
    const { round_id: roundId } = detailOf(operation)
    if (roundId !== null) await unit.query(KEEP_ROUND, [roundId])
  },

  async findObstacles(db, operations) {
    const counts = new Map(
      operations.map((operation) => [operation.id, { ...detailOf(operation), root: operation.root }]),
    )
    const details = [...counts.values()]
    const again = await db.query(COUNTED_AGAIN, [
      [...counts.keys()],
      details.map(({ root }) => root),
      details.map(({ part_id: partId }) => partId),
      details.map(({ box_no: boxNo }) => boxNo),
      details.map(({ loc_no: locNo }) => locNo),
    ])
    return new Map(
      again.map(({ id }) => {
        const { box_no: boxNo, loc_no: locNo } = counts.get(id) ?? {}
        return [id, `the pile in ${boxNo}-${locNo} was counted again since; undo that count first`]
      }),
    )
  },

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
