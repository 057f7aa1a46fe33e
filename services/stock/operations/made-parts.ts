import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Effect } from './operation.ts'

/** An operation names so many of the parts that it has made, and of those that it has brought back. */
const MOST_NAMED = 20

const Parts = Type.Object({ count: Type.Integer(), keys: Type.Array(Type.String()) })
const Detail = Type.Object({
  /** Parts that are new. */
  made_parts: Type.Optional(Parts),
  /** Deleted parts that are there again. */
  restored_parts: Type.Optional(Parts),
})

/** Parts that an operation has made or brought back, or that were deleted with it when it was undone. */
export type MadeParts = Type.Static<typeof Detail>

/** The effect, with the parts that the operation makes or brings back. They are shown with it, and with what undoes it. */
export function withMadeParts<Given extends Effect>(
  effect: Given,
  { created, restored = [] }: { created: readonly string[]; restored?: readonly string[] },
): Given {
  const made: MadeParts = {}
  if (created.length > 0) made.made_parts = counted(created)
  if (restored.length > 0) made.restored_parts = counted(restored)
  return { ...effect, detail: { ...effect.detail, ...made } }
}

function counted(keys: readonly string[]) {
  return { count: keys.length, keys: keys.slice(0, MOST_NAMED) }
}

/** The parts that the detail of an effect names as made or brought back by it; null for none. */
export function madePartsIn(detail: unknown): MadeParts | null {
  if (!Value.Check(Detail, detail)) return null
  const { made_parts, restored_parts } = detail
  if (made_parts === undefined && restored_parts === undefined) return null
  return { ...(made_parts && { made_parts }), ...(restored_parts && { restored_parts }) }
}
