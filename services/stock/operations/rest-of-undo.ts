import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { OneOf } from '../../schema-types.ts'
import { CHANGED_RECORDS, type ChangedRecord, ChangedRecordSchema, MOST_SHOWN } from './changed-records.ts'
import type { Effect } from './operation.ts'

export const StayingRecordSchema = Type.Object(
  {
    record: OneOf(CHANGED_RECORDS),
    id: Type.Integer({ description: 'Of the record; the number of a box' }),
    name: Type.String({ description: 'Of the record; the number of a box as text' }),
    because: Type.String({ description: 'What needs it, in words' }),
  },
  {
    title: 'StayingRecord',
    examples: [{ record: 'type', id: 4, name: 'Relays', because: 'the part ABCD has it' }],
  },
)
export type StayingRecord = Type.Static<typeof StayingRecordSchema>

/** A record that goes with an undo, though the operation has not made it. */
export type GoingRecord = Pick<StayingRecord, 'record' | 'id' | 'name'>

/** Where an undo is not the exact opposite of what it takes back. */
export interface RestOfUndo {
  /** Records that the operation has made and that are not deleted, as something else needs them. */
  staying: readonly StayingRecord[]
  /** Records that an earlier undo had to leave, and that nothing needs without this operation. */
  going: readonly GoingRecord[]
}

export const NO_REST: RestOfUndo = { staying: [], going: [] }

const Rest = Type.Object({
  staying: Type.Object({ count: Type.Integer(), first: Type.Array(StayingRecordSchema) }),
  going: Type.Object({ count: Type.Integer(), first: Type.Array(ChangedRecordSchema) }),
})
const Detail = Type.Object({ rest: Rest })
type Shown = Type.Static<typeof Rest>

const NOTHING: Shown = { staying: { count: 0, first: [] }, going: { count: 0, first: [] } }

/** The effect of an undo, with what stays and what goes besides. */
export function withRest(effect: Effect, { staying, going }: RestOfUndo): Effect {
  if (staying.length === 0 && going.length === 0) return effect
  const deleted = going.map(({ record, id, name }): ChangedRecord => {
    return { record, id, name, part_key: null, change: 'deleted', fields: [] }
  })
  const rest: Shown = {
    staying: { count: staying.length, first: staying.slice(0, MOST_SHOWN) },
    going: { count: going.length, first: deleted.slice(0, MOST_SHOWN) },
  }
  return { ...effect, detail: { ...effect.detail, rest } }
}

/** What the detail of an effect says that stays, and that goes besides. */
export function restIn(detail: unknown): Shown {
  return Value.Check(Detail, detail) ? detail.rest : NOTHING
}
