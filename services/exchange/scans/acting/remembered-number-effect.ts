import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { DoneOperation, EffectKind, Effects, Queries } from '../../../stock/operations/effects.ts'
import type { Effect, Operation } from '../../../stock/operations/operation.ts'
import { SCANNED_PART } from './created-part-effect.ts'
import { DETAILED_NUMBERS, FORGET_NUMBER, REMEMBER_NUMBER } from './number-statements.ts'

/** The name under which the effect is registered. */
export const REMEMBERED_NUMBER = 'remembered-number'

const DetailSchema = Type.Object({
  part_key: Type.String(),
  seller_id: Type.Integer(),
  number: Type.String(),
  /** False for what took the number back. */
  is_remembered: Type.Boolean(),
  /** What the operation does besides. */
  other: Type.Union([
    Type.Null(),
    Type.Object({ kind: Type.String(), detail: Type.Record(Type.String(), Type.Unknown()) }),
  ]),
})
type Detail = Static<typeof DetailSchema>

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/** The operation, with the number of a seller that it stores on a part. The number of a new part goes with the part. */
export function withRememberedNumber(
  operation: Operation,
  partKey: string,
  number: { sellerId: number; number: string } | null,
): Operation {
  if (number === null || operation.effect?.kind === SCANNED_PART) return operation
  const detail: Detail = {
    part_key: partKey,
    seller_id: number.sellerId,
    number: number.number,
    is_remembered: true,
    other: operation.effect === null ? null : { kind: operation.effect.kind, detail: { ...operation.effect.detail } },
  }
  return { ...operation, effect: { kind: REMEMBERED_NUMBER, detail } }
}

/** A number that somebody has given a link or quantities since is not taken off its part again. */
async function whoseNumbersChanged(db: Queries, operations: readonly DoneOperation[]): Promise<Map<string, string>> {
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
}

/** The number goes together with the pieces: where they were booked on the wrong part, it is not of that part either. */
export function rememberedNumberEffect(effects: Pick<Effects, 'find'>): EffectKind {
  const otherOf = (operation: DoneOperation) => {
    const { other } = detailOf(operation)
    const kind = other === null ? undefined : effects.find(other.kind)
    return other === null || kind === undefined
      ? null
      : { kind, name: other.kind, operation: { ...operation, detail: other.detail } }
  }
  return {
    async lock(unit, operation) {
      const other = otherOf(operation)
      await other?.kind.lock?.(unit, other.operation)
    },

    async findObstacles(db, operations) {
      const others = operations.map(otherOf).filter((other) => other !== null)
      const obstacles = await whoseNumbersChanged(db, operations)
      for (const [, ofKind] of Map.groupBy(others, ({ name }) => name)) {
        const [{ kind } = {}] = ofKind
        const found = await kind?.findObstacles(
          db,
          ofKind.map(({ operation }) => operation),
        )
        for (const [id, cause] of found ?? []) obstacles.set(id, cause)
      }
      return obstacles
    },

    reversed(operation) {
      const detail = detailOf(operation)
      const other = otherOf(operation)
      const reversed: Effect['detail'] | null = other === null ? {} : other.kind.reversed(other.operation)
      if (reversed === null) return null
      return {
        ...detail,
        is_remembered: !detail.is_remembered,
        other: other === null ? null : { kind: other.name, detail: reversed },
      }
    },

    async undo(unit, operation, done) {
      const other = otherOf(operation)
      await other?.kind.undo(unit, other.operation, done)
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
}
