import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { type Availability, allocate, assess, type Need, type PlannedLine } from './allocation.ts'
import type { PartShortfall } from './schemas.ts'

/** What happens to a part that is short: refuse the list, take what there is, or leave the part out. */
export type ShortfallAction = 'reject' | 'limit' | 'omit'

function isShort({ required, usable }: Availability): boolean {
  return usable < required
}

/** The parts that are short for so many units, in the order of the needs. */
export function findShortfalls(needs: readonly Need[], units: number): PartShortfall[] {
  return needs
    .map((need) => assess(need, units))
    .filter(isShort)
    .map(({ need, required, usable }) => ({
      part_key: need.partKey,
      required_quantity: required,
      usable_quantity: usable,
      shortfall_amount: required - usable,
    }))
}

/**
 * Plans the lines of a pick list.
 *
 * @param actions by part key, for parts that are short; without an entry they are rejected.
 * @throws DomainError 409 when parts are rejected, naming all of them, and when no part is left.
 */
export function planLines(
  needs: readonly Need[],
  units: number,
  actions: ReadonlyMap<string, ShortfallAction>,
): PlannedLine[] {
  const operation = 'create pick list'
  const wanted = needs.map((need) => {
    const availability = assess(need, units)
    const action = isShort(availability) ? (actions.get(need.partKey) ?? 'reject') : null
    return { ...availability, action }
  })
  const rejected = wanted.filter(({ action }) => action === 'reject')
  if (rejected.length > 0) {
    const keys = rejected.map(({ need }) => need.partKey).join(', ')
    throw invalidOperation(operation, `stock is insufficient for ${keys}`)
  }
  const kept = wanted.filter(({ action }) => action !== 'omit')
  if (kept.length === 0) throw invalidOperation(operation, 'all parts would be omitted')
  return kept.flatMap(({ need, required, usable }) => allocate(need, Math.min(required, usable)))
}
