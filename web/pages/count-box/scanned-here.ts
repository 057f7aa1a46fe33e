import type { LabelItem } from '../../api/queries/labels.ts'
import { readPlace } from '../../shared/place/place.ts'

interface Pile {
  part_key: string
  loc_no: number
  /** Null while it waits; not set before the round begins. */
  counted_qty?: number | null
}

/** What a label of ours means in the middle of a count. */
export type Meaning<Of extends Pile> =
  | { pile: Of }
  /** A slot of the box in which nothing should lie. */
  | { freeSlot: number }
  /** Something of another box: what is to be said of it. */
  | { elsewhere: string }
  | 'unknown'

function firstOf<Of extends Pile>(piles: readonly Of[]): Of | undefined {
  return piles.find(({ counted_qty }) => counted_qty == null) ?? piles[0]
}

/** The pile of the part, one that waits before one that is counted. */
export function pileOfPart<Of extends Pile>(piles: readonly Of[], partKey: string): Of | undefined {
  return firstOf(piles.filter(({ part_key }) => part_key === partKey))
}

/** What a label means here. Nobody is led away in the middle of a count, so what lies elsewhere is said. */
export function meaningOf<Of extends Pile>(
  item: LabelItem,
  { boxNo, piles }: { boxNo: number; piles: readonly Of[] },
): Meaning<Of> {
  if (item.kind === 'kit' || item.kind === 'pick_list') {
    const what = item.kind === 'kit' ? 'kit' : 'pick list'
    return { elsewhere: `This is the label of ${what} ${item.id}, not of a part or a slot` }
  }
  if (item.kind === 'box') {
    return {
      elsewhere:
        item.id === String(boxNo) ? `This is box ${boxNo}` : `Box ${item.id} is another one: this is box ${boxNo}`,
    }
  }
  const place = item.kind === 'location' ? readPlace(item.id) : null
  if (place !== null && place.box_no !== boxNo) return { elsewhere: `${item.id} is not in box ${boxNo}` }
  const pile =
    place === null ? pileOfPart(piles, item.id) : firstOf(piles.filter(({ loc_no }) => loc_no === place.loc_no))
  if (pile !== undefined) return { pile }
  return place === null ? 'unknown' : { freeSlot: place.loc_no }
}
