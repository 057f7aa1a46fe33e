import type { Place } from '../../api/queries/scans.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { readPlace } from '../../shared/place/place.ts'

/** The slot that a label names; null for any other code. */
export function placeOf(code: string): Place | null {
  const item = readItem(code)
  return item?.kind === 'location' ? readPlace(item.id) : null
}

/** The box that a label names; null for any other code. */
export function boxOf(code: string): number | null {
  const item = code.includes('/') ? readItem(code) : null
  return item?.kind === 'box' ? Number(item.id) : null
}
