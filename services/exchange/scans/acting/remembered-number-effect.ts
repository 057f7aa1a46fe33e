import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { withBeside } from '../../../stock/operations/beside.ts'
import {
  type ChangedRecord,
  oppositeChanges,
  type RecordChanges,
  withChanges,
} from '../../../stock/operations/changed-records.ts'
import type { DoneOperation, EffectKind, Queries } from '../../../stock/operations/effects.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import { FORGET_CODE, IS_CODE_FORGOTTEN, IS_CODE_THERE, REMEMBER_CODE } from '../part-codes/statements.ts'
import { SCANNED_PART } from './created-part-effect.ts'
import { DETAILED_NUMBERS, FORGET_NUMBER, IS_NUMBER_GONE, REMEMBER_NUMBER } from './number-statements.ts'
import type { RememberedNumber } from './number-to-remember.ts'

/** The name under which the effect is registered. */
export const REMEMBERED_NUMBER = 'remembered-number'

const DetailSchema = Type.Object({
  part_key: Type.String(),
  /** Null for a code that is of no seller. */
  seller_id: Type.Union([Type.Integer(), Type.Null()]),
  number: Type.String(),
  /** False for what took the number back. */
  is_remembered: Type.Boolean(),
})
type Detail = Static<typeof DetailSchema>

const CODE_LEFT_OUT = { what: 'codes', count: 1, because: 'it belongs to another part now' } as const
const NUMBER_LEFT_OUT = {
  what: 'seller_numbers',
  count: 1,
  because: 'it belongs to another part now, or its seller is gone',
} as const

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

const NO_CHANGES: RecordChanges = { parts: { count: 0, first: [] }, records: { counts: [], first: [] } }

/** What is told of a number or a code that a part gets. */
function changesOf(partKey: string, { sellerId, sellerName, number }: RememberedNumber): RecordChanges {
  const isCode = sellerId === null || sellerName === null
  const record: ChangedRecord = {
    ...(isCode
      ? { record: 'part_code', id: 0, name: partKey }
      : { record: 'seller_number', id: sellerId, name: sellerName }),
    part_key: partKey,
    change: 'created',
    fields: [{ field: isCode ? 'code' : 'number', from: null, to: number }],
  }
  const records = { counts: [{ record: record.record, change: record.change, count: 1 }], first: [record] }
  return { parts: { count: 0, first: [] }, records }
}

/**
 * The operation, with the number of a seller, or the code, that it stores on a part besides its own effect. The number of a new part goes
 * with the part.
 */
export function withRememberedNumber(
  operation: Operation,
  partKey: string,
  number: RememberedNumber | null,
): Operation {
  if (number === null) return operation
  const { effect } = operation
  const changes = number.isThere ? NO_CHANGES : changesOf(partKey, number)
  if (effect?.kind === SCANNED_PART) return { ...operation, effect: withChanges(effect, changes) }
  const detail: Detail = { part_key: partKey, seller_id: number.sellerId, number: number.number, is_remembered: true }
  return withBeside(operation, withChanges({ kind: REMEMBERED_NUMBER, detail }, changes))
}

/** Whether undoing takes the code off its part, or doing it again brings it back. */
async function doesCodeChange(db: Queries, operation: DoneOperation): Promise<boolean> {
  const { part_key: key, number, is_remembered: isRemembered } = detailOf(operation)
  if (isRemembered) {
    const [goes] = await db.query(IS_CODE_FORGOTTEN, [key, number, operation.root])
    return goes?.isForgotten === true
  }
  const [found] = await db.query(IS_CODE_THERE, [number])
  return found?.isThere === false
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

  async findLeftOut(unit, operation) {
    const { part_key: key, seller_id: sellerId, number, is_remembered: isRemembered } = detailOf(operation)
    if (sellerId === null) return (await doesCodeChange(unit, operation)) ? [] : [CODE_LEFT_OUT]
    if (isRemembered) return []
    const [found] = await unit.query(IS_NUMBER_GONE, [key, sellerId, number])
    return found?.is_gone === true ? [NUMBER_LEFT_OUT] : []
  },

  // An operation that has found the code there tells of none, and takes it off the part all the same where it is the last one.
  async findChanges(unit, operation) {
    const { part_key: key, seller_id: sellerId, number, is_remembered: isRemembered } = detailOf(operation)
    if (sellerId !== null || !(await doesCodeChange(unit, operation))) return null
    const told = changesOf(key, { sellerId, sellerName: null, number, isThere: false })
    return isRemembered ? oppositeChanges(told) : told
  },

  async undo(unit, operation, done) {
    const { part_key: key, seller_id: sellerId, number, is_remembered: isRemembered } = detailOf(operation)
    if (isRemembered) {
      await (sellerId === null
        ? unit.query(FORGET_CODE, [key, number, operation.root])
        : unit.query(FORGET_NUMBER, [key, sellerId, number]))
      return
    }
    const [remembered] = await (sellerId === null
      ? unit.query(REMEMBER_CODE, [key, number, operation.root])
      : unit.query(REMEMBER_NUMBER, [key, sellerId, number]))
    if (remembered?.isThere === true) return
    done.leaveOut([sellerId === null ? CODE_LEFT_OUT : NUMBER_LEFT_OUT])
  },
}
