import type { Place } from '../../api/queries/scans.ts'
import { readItem } from '../../shared/labels/label-items.ts'
import { placeName, readPlace } from '../../shared/place/place.ts'

/** Where somebody stands: at a slot, or at a box with all of its slots. */
export type Station = { place: Place; box: null } | { place: null; box: number }

/** The slot that a label names; null for any other code. */
function placeOf(code: string): Place | null {
  const item = readItem(code)
  return item?.kind === 'location' ? readPlace(item.id) : null
}

/** The box that a label names; null for any other code. */
function boxOf(code: string): number | null {
  const item = code.includes('/') ? readItem(code) : null
  return item?.kind === 'box' ? Number(item.id) : null
}

/** The slot or the box that a label names; null for any other code. */
export function stationOf(code: string): Station | null {
  const place = placeOf(code)
  if (place !== null) return { place, box: null }
  const box = boxOf(code)
  return box === null ? null : { place: null, box }
}

/** What stands on the label of a slot or a box. */
export function labelOf({ place, box }: Station): string {
  return place === null ? `/B/${box}` : `/B/${place.box_no}/${place.loc_no}`
}

/** The name of a slot that is not there, or is no more. */
export function goneSlot(place: Place): string {
  return `location ${placeName(place)}`
}

/** The name of where somebody stands, where that is not there, or is no more. */
export function goneStation({ place, box }: Station): string {
  return place === null ? `box ${box}` : goneSlot(place)
}
