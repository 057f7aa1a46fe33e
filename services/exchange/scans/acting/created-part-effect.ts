import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PartService } from '../../../catalogue/parts/part-service.ts'
import { LOCK_RETIRED_PART } from '../../../catalogue/retired-parts/statements.ts'
import type { DoneOperation, EffectKind, Queries } from '../../../stock/operations/effects.ts'
import { withMadeParts } from '../../../stock/operations/made-parts.ts'
import type { Effect } from '../../../stock/operations/operation.ts'
import { STATES_OF_KEYS } from '../../../stock/retired-parts/statements.ts'
import { LOCK_NEW_PARTS } from '../../new-parts-statements.ts'
import { MADE_OTHERWISE } from './made-otherwise-statements.ts'
import { BUILT_ON_MADE_PARTS } from './made-part-statements.ts'
import type { RememberedNumber } from './number-to-remember.ts'

/** The name under which the effect is registered. */
export const SCANNED_PART = 'scanned-part'

const DetailSchema = Type.Object({
  part_id: Type.Integer(),
  part_key: Type.String(),
  /** What the part was when it was made; operations from before it was noted have none. */
  state: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** The number that was remembered with the part, or the code where there is no seller. */
  seller_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  number: Type.Optional(Type.String()),
  /** Whether the operation has deleted the part, as what undoes the making of it. */
  is_deleted: Type.Optional(Type.Boolean()),
})
type Detail = Type.Static<typeof DetailSchema>

/** What an operation does that makes a part of a scanned code. */
export function scannedPart(
  { id, key, state }: { id: number; key: string; state: Record<string, unknown> },
  number: RememberedNumber | null,
): Effect {
  const remembered = number === null ? {} : { seller_id: number.sellerId, number: number.number }
  const detail: Detail = { part_id: id, part_key: key, state, ...remembered }
  return withMadeParts({ kind: SCANNED_PART, detail }, { created: [key] })
}

function detailOf({ detail }: DoneOperation): Detail {
  return Value.Parse(DetailSchema, detail)
}

/**
 * A part that was made by scan is deleted again, with its pieces, unless something was built on it. Undone, it comes back with
 * them.
 */
export function scannedPartEffect(parts: Pick<PartService, 'delete' | 'restore' | 'deletionGuards'>): EffectKind {
  return {
    async lock(unit, operation) {
      const { part_id: id, part_key: key, is_deleted: isDeleted } = detailOf(operation)
      if (isDeleted === true) {
        await unit.query(LOCK_NEW_PARTS)
        await unit.query(LOCK_RETIRED_PART, [key])
      } else await parts.deletionGuards.lock(unit, id)
    },

    async findObstacles(db, operations) {
      const details = operations.map((operation) => ({
        id: operation.id,
        root: operation.root,
        ...detailOf(operation),
      }))
      const states = await db.query(STATES_OF_KEYS, [details.map(({ part_key }) => part_key)])
      const byKey = new Map(states.map((state) => [state.key, state]))
      const built = await findBuilt(
        db,
        details.filter(({ is_deleted }) => is_deleted !== true),
      )
      const otherwise = await findMadeOtherwise(
        db,
        details.filter(({ is_deleted }) => is_deleted === true),
      )
      return new Map(
        details.flatMap(({ id, part_key: key, is_deleted: isDeleted }): [string, string][] => {
          const state = byKey.get(key)
          const cause = isDeleted === true ? (whyNotBack(key, state) ?? otherwise.get(id)) : built.get(id)
          if (isDeleted !== true && state?.partId == null) return [[id, `the part ${key} was deleted`]]
          return cause == null ? [] : [[id, cause]]
        }),
      )
    },

    reversed(operation) {
      const detail = detailOf(operation)
      const effect = { kind: SCANNED_PART, detail: { ...detail, is_deleted: detail.is_deleted !== true } }
      return withMadeParts(effect, { created: [detail.part_key] }).detail
    },

    returningPart: {
      keyOf(operation) {
        const { part_key: key, is_deleted: isDeleted } = detailOf(operation)
        return isDeleted === true ? key : null
      },
      bringBack: async (key) => (await parts.restore(key)).left_out,
    },

    async undo(_unit, operation) {
      const { part_key: key, is_deleted: isDeleted } = detailOf(operation)
      if (isDeleted !== true) await parts.delete(key)
    },
  }
}

async function findBuilt(db: Queries, made: readonly object[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query(BUILT_ON_MADE_PARTS, [JSON.stringify(made)])
  return new Map(rows.map(({ id, reasons }) => [id, reasons]))
}

/** A part is not brought back where another one has its number or its code by now: whoever scans it is asked about that, too. */
async function findMadeOtherwise(
  db: Queries,
  deleted: readonly (Detail & { id: string })[],
): Promise<ReadonlyMap<string, string>> {
  const values = [
    deleted.map(({ id }) => id),
    ...['manufacturer_code', 'manufacturer'].map((field) => textsOf(deleted, field)),
    deleted.map(({ seller_id, number = null }) => (seller_id === null ? number : null)),
  ]
  const rows = await db.query(MADE_OTHERWISE, values)
  return new Map(rows.map(({ id, key, what, number }) => [id, `the part ${key} has the ${what} ${number} by now`]))
}

function textsOf(made: readonly Detail[], field: string): (string | null)[] {
  return made.map(({ state }) => (typeof state?.[field] === 'string' ? state[field] : null))
}

function whyNotBack(key: string, state: { isRetired: boolean; isMerged: boolean } | undefined): string | null {
  if (state?.isRetired !== true) return `the part ${key} was brought back already; add its pieces by hand`
  return state.isMerged ? `the part ${key} was merged into another` : null
}
