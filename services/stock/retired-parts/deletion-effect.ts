import type { RowOf } from '../../../plugins/database/statement.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { LOCK_RETIRED_PART } from '../../catalogue/retired-parts/statements.ts'
import type { DoneOperation, EffectKind } from '../operations/effects.ts'
import { detailOfDeletion } from './deletion-detail.ts'
import { STATES_OF_KEYS } from './statements.ts'

const detailOf = ({ detail }: DoneOperation) => detailOfDeletion(detail)

type States = ReadonlyMap<string, RowOf<typeof STATES_OF_KEYS>>

/** The parts that undoing these operations would delete. */
function partsToDelete(operations: readonly DoneOperation[], states: States): number[] {
  return operations.flatMap((operation) => {
    const { action, part_key: key } = detailOf(operation)
    const id = action === 'restore' ? states.get(key)?.partId : undefined
    return id == null ? [] : [id]
  })
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
      const refused = await parts.deletionGuards.findRefused(db, partsToDelete(operations, byKey))
      return new Map(
        operations.flatMap((operation): [string, string][] => {
          const { action, part_key: key } = detailOf(operation)
          const state = byKey.get(key)
          if (action === 'delete') {
            if (!state?.isRetired) return [[operation.id, `the part ${key} was brought back already`]]
            return state.isMerged ? [[operation.id, `the part ${key} was merged into another`]] : []
          }
          if (state?.partId == null) return [[operation.id, `the part ${key} was deleted again`]]
          const why = refused.get(state.partId)
          return why === undefined ? [] : [[operation.id, `the part ${key} ${why}`]]
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
