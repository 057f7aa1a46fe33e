import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { LOCK_RETIRED_PART } from '../../catalogue/retired-parts/statements.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import type { Effect } from '../operations/operation.ts'
import { STATES_OF_KEYS } from './statements.ts'

/** The name under which the effect is registered. */
export const PART_DELETION = 'part-deletion'

const DetailSchema = Type.Object({
  part_key: Type.String(),
  action: Type.Union([Type.Literal('delete'), Type.Literal('restore')]),
})
type Detail = Type.Static<typeof DetailSchema>

/** What an operation does that deletes a part, or brings one back. */
export function deletionEffect(action: Detail['action'], partKey: string): Effect {
  return { kind: PART_DELETION, detail: { part_key: partKey, action } satisfies Detail }
}

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/** How deletions are undone: the part comes back, and what brought it back deletes it again. */
export function partDeletion(parts: PartService): EffectKind {
  return {
    async lock(unit, operation) {
      const { action, part_key: key } = detailOf(operation)
      if (action === 'delete') await unit.query(LOCK_RETIRED_PART, [key])
    },

    async findObstacles(db, operations) {
      const states = await db.query(STATES_OF_KEYS, [operations.map((operation) => detailOf(operation).part_key)])
      const byKey = new Map(states.map((state) => [state.key, state]))
      return new Map(
        operations.flatMap((operation): [string, string][] => {
          const { action, part_key: key } = detailOf(operation)
          const state = byKey.get(key)
          if (action === 'delete') {
            if (!state?.isRetired) return [[operation.id, `the part ${key} was brought back already`]]
            return state.isMerged ? [[operation.id, `the part ${key} was merged into another`]] : []
          }
          if (!state?.isPart) return [[operation.id, `the part ${key} was deleted again`]]
          return state.isInStock ? [[operation.id, `the part ${key} is in stock`]] : []
        }),
      )
    },

    reversed(operation) {
      const detail = detailOf(operation)
      return { ...detail, action: detail.action === 'delete' ? 'restore' : 'delete' }
    },

    async undo(_unit, operation, { leaveOut }) {
      const { action, part_key: key } = detailOf(operation)
      if (action === 'delete') leaveOut((await parts.restore(key)).left_out)
      else await parts.delete(key)
    },
  }
}
