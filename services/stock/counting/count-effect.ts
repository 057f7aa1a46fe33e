import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { lockPiles } from '../inventory/change-piles.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import type { Effect } from '../operations/operation.ts'
import { MARK_COUNTED_AGAIN } from './pile-state-statements.ts'
import { COUNTED_AGAIN, COUNTED_OTHERWISE_BEFORE, KEEP_ROUND, READ_LINE_AGAIN, REPORT_AGAIN } from './statements.ts'

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
 * Counts are undone, and done again, by reading what the counts say that stand. The latest count of a pile is undone first, and
 * the earliest is done again first: what a count has found as the difference is true only after the ones before it.
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
    const values = [
      [...counts.keys()],
      details.map(({ root }) => root),
      details.map(({ part_id: partId }) => partId),
      details.map(({ box_no: boxNo }) => boxNo),
      details.map(({ loc_no: locNo }) => locNo),
    ]
    const pile = (id: string) => `the pile in ${counts.get(id)?.box_no}-${counts.get(id)?.loc_no}`
    const again = await db.query(COUNTED_AGAIN, values)
    const otherwise = await db.query(COUNTED_OTHERWISE_BEFORE, values)
    return new Map([
      ...otherwise.map(({ id, was_undone: wasUndone }): [string, string] => [
        id,
        wasUndone
          ? `an earlier count of ${pile(id)}, which was undone then, is done again; undo that count first`
          : `an earlier count of ${pile(id)} is undone; do that count again first`,
      ]),
      ...again.map(({ id }): [string, string] => [id, `${pile(id)} was counted again since; undo that count first`]),
    ])
  },

  reversed: (operation) => detailOf(operation),

  async undo(unit, operation) {
    const { part_id: partId, box_no: boxNo, loc_no: locNo, round_id: roundId } = detailOf(operation)
    await lockPiles(unit, [{ partId, boxNo, locNo }])
    await unit.query(MARK_COUNTED_AGAIN, [partId, boxNo, locNo, operation.root])
    if (roundId === null) return
    await unit.query(READ_LINE_AGAIN, [partId, boxNo, locNo, roundId])
    await unit.query(REPORT_AGAIN, [boxNo, roundId, partId, locNo])
  },
}
