import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { withBeside } from '../../../stock/operations/beside.ts'
import { type ChangedRecord, type RecordChanges, withChanges } from '../../../stock/operations/changed-records.ts'
import type { DoneOperation, EffectKind } from '../../../stock/operations/effects.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import { SCANNED_PART } from './created-part-effect.ts'
import { DETAILED_NUMBERS, FORGET_NUMBER, REMEMBER_NUMBER } from './number-statements.ts'
import type { SellerNumber } from './number-to-remember.ts'

/** The name under which the effect is registered. */
export const REMEMBERED_NUMBER = 'remembered-number'

const DetailSchema = Type.Object({
  part_key: Type.String(),
  seller_id: Type.Integer(),
  number: Type.String(),
  /** False for what took the number back. */
  is_remembered: Type.Boolean(),
})
type Detail = Static<typeof DetailSchema>

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/** What is told of a number that a part gets. */
function changesOf(partKey: string, { sellerId, sellerName, number }: SellerNumber): RecordChanges {
  const record: ChangedRecord = {
    record: 'seller_number',
    id: sellerId,
    name: sellerName,
    part_key: partKey,
    change: 'created',
    fields: [{ field: 'number', from: null, to: number }],
  }
  const records = { counts: [{ record: record.record, change: record.change, count: 1 }], first: [record] }
  return { parts: { count: 0, first: [] }, records }
}

/**
 * The operation, with the number of a seller that it stores on a part besides its own effect. The number of a new part goes
 * with the part.
 */
export function withRememberedNumber(operation: Operation, partKey: string, number: SellerNumber | null): Operation {
  if (number === null) return operation
  const { effect } = operation
  const changes = changesOf(partKey, number)
  if (effect?.kind === SCANNED_PART) return { ...operation, effect: withChanges(effect, changes) }
  const detail: Detail = { part_key: partKey, seller_id: number.sellerId, number: number.number, is_remembered: true }
  return withBeside(operation, withChanges({ kind: REMEMBERED_NUMBER, detail }, changes))
}

/** The number goes together with the pieces: where they were booked on the wrong part, it is not of that part either. */
export const rememberedNumberEffect: EffectKind = {
  // A number that somebody has given a link or quantities since is not taken off its part again.
  async findObstacles(db, operations) {
    const asked = operations
      .map((operation) => ({ id: operation.id, ...detailOf(operation) }))
      .filter((detail) => detail.is_remembered)
    const byId = new Map(asked.map((detail) => [detail.id, detail]))
    const changed = await db.query(DETAILED_NUMBERS, [
      asked.map(({ id }) => id),
      asked.map(({ part_key }) => part_key),
      asked.map(({ seller_id }) => seller_id),
      asked.map(({ number }) => number),
    ])
    return new Map(
      changed.map(({ id }) => {
        const { number, part_key: key } = byId.get(id) ?? {}
        return [id, `the number ${number} of the part ${key} was changed since; set that back first`]
      }),
    )
  },

  reversed(operation) {
    const detail = detailOf(operation)
    return { ...detail, is_remembered: !detail.is_remembered }
  },

  async undo(unit, operation, done) {
    const { part_key: key, seller_id: sellerId, number, is_remembered: isRemembered } = detailOf(operation)
    if (isRemembered) {
      await unit.query(FORGET_NUMBER, [key, sellerId, number])
      return
    }
    const [remembered] = await unit.query(REMEMBER_NUMBER, [key, sellerId, number])
    if (remembered?.isThere !== true) {
      done.leaveOut([
        { what: 'seller_numbers', count: 1, because: 'it belongs to another part now, or its seller is gone' },
      ])
    }
  },
}
