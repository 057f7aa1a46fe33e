import type { RowOf } from '../../../plugins/database/statement.ts'
import { type MadeParts, madePartsIn } from '../operations/made-parts.ts'
import { detailOfDeletion, PART_DELETION } from '../retired-parts/deletion-detail.ts'
import type { PartChange } from './schemas.ts'
import type { OPERATION } from './statements.ts'

/** An operation shows so many parts at most. */
const MOST_SHOWN = 20

type Parts = NonNullable<MadeParts['made_parts']>
const NONE: Parts = { count: 0, keys: [] }

type Facts = Pick<RowOf<typeof OPERATION>, 'effect' | 'detail' | 'turns'>

/** Which parts an operation has made, deleted or brought back; the first of them, and how many there are. */
export function partChangesIn({ effect, detail, turns }: Facts): { count: number; first: PartChange[] } {
  if (effect === PART_DELETION) {
    const { part_key, action } = detailOfDeletion(detail)
    return { count: 1, first: [{ part_key, change: action === 'delete' ? 'deleted' : 'restored' }] }
  }
  const { made_parts: made = NONE, restored_parts: restored = NONE } = madePartsIn(detail) ?? {}
  const changed = (keys: readonly string[], change: PartChange['change']): PartChange[] =>
    // Undone an odd number of times, they are gone.
    keys.map((part_key) => ({ part_key, change: turns % 2 === 1 ? 'deleted' : turns === 0 ? change : 'restored' }))
  const first = [...changed(made.keys, 'created'), ...changed(restored.keys, 'restored')].slice(0, MOST_SHOWN)
  return { count: made.count + restored.count, first }
}

/**
 * What the sentence says in addition about an operation that makes, brings back or deletes parts besides its stock; empty for
 * others.
 */
export function madePartsInWords({ effect, detail, turns }: Facts): string {
  const { made_parts: made, restored_parts: restored } = (effect === PART_DELETION ? null : madePartsIn(detail)) ?? {}
  const count = (made?.count ?? 0) + (restored?.count ?? 0)
  if (count === 0) return ''
  const said = [made && `made ${named(made)}`, restored && `brought ${named(restored)} back`].filter(Boolean)
  const sentence = `, and ${said.join(', and ')}`
  return turns % 2 === 0 ? sentence : `${sentence}, which ${count === 1 ? 'is' : 'are'} deleted again`
}

function named({ count, keys: [first = ''] }: Parts): string {
  return count === 1 ? `the part ${first}` : `${count} parts`
}
