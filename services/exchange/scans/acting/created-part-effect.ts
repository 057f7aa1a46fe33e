import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import type { DoneOperation, EffectKind } from '../../../stock/operations/effects.ts'
import type { Effect } from '../../../stock/operations/operation.ts'
import { STATES_OF_KEYS } from '../../../stock/retired-parts/statements.ts'

/** The name under which the effect is registered. */
export const SCANNED_PART = 'scanned-part'

const DetailSchema = Type.Object({ part_id: Type.Integer(), part_key: Type.String() })

/** What an operation does that makes a part of a scanned code. */
export function scannedPart(id: number, key: string): Effect {
  return { kind: SCANNED_PART, detail: { part_id: id, part_key: key } satisfies Type.Static<typeof DetailSchema> }
}

function detailOf({ detail }: DoneOperation): Type.Static<typeof DetailSchema> {
  return Value.Parse(DetailSchema, detail)
}

/** A part that was made by scan is deleted again, with its pieces. It is not made once more: its bag is scanned again. */
export function scannedPartEffect(parts: Pick<PartService, 'delete' | 'deletionGuards'>): EffectKind {
  return {
    async lock(unit, operation) {
      await parts.deletionGuards.lock(unit, detailOf(operation).part_id)
    },

    async findObstacles(db, operations) {
      const states = await db.query(STATES_OF_KEYS, [operations.map((operation) => detailOf(operation).part_key)])
      const parts = new Set(states.filter(({ isPart }) => isPart).map(({ key }) => key))
      const gone = operations.filter((operation) => !parts.has(detailOf(operation).part_key))
      return new Map(gone.map((operation) => [operation.id, `the part ${detailOf(operation).part_key} was deleted`]))
    },

    reversed: () => null,

    async undo(_unit, operation) {
      await parts.delete(detailOf(operation).part_key)
    },
  }
}
