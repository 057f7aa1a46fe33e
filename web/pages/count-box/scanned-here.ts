import { sayScanFailure } from '../../shared/feedback/undo.tsx'
import { readItem } from '../../shared/labels/label-items.ts'
import { readPlace } from '../../shared/place/place.ts'

interface Pile {
  part_key: string
  loc_no: number
  /** Null while it waits; not set before the round begins. */
  counted_qty?: number | null
}

/**
 * Goes to the pile whose label was scanned, by its slot or its part: one that waits before one that is counted. A slot of the box
 * in which nothing should lie is said, so that nobody is led away in the middle of a count.
 *
 * @returns false for a code of something else.
 */
export function scannedHere<Of extends Pile>(
  code: string,
  { boxNo, piles, onPile }: { boxNo: number; piles: readonly Of[]; onPile: (pile: Of) => void },
): boolean {
  const item = readItem(code)
  const place = item?.kind === 'location' ? readPlace(item.id) : null
  const isOfBox = place?.box_no === boxNo
  const meant = piles.filter(({ part_key, loc_no }) =>
    place === null ? part_key === item?.id : isOfBox && loc_no === place.loc_no,
  )
  const pile = meant.find(({ counted_qty }) => counted_qty == null) ?? meant[0]
  if (pile !== undefined) onPile(pile)
  else if (isOfBox) sayScanFailure(new Error(`Nothing should lie in ${item?.id}`))
  return pile !== undefined || isOfBox
}
