import type { Slot } from '../../api/queries/boxes.ts'
import type { CountingRound, CountLine } from '../../api/queries/counts.ts'
import type { ScanMatch } from '../../api/queries/scans.ts'

/** A pile of the box with what was counted of it. */
export interface CountedPile extends Omit<CountLine, 'deleted_at'> {
  /** Unlike that of any other pile of the box. */
  id: string
  /** Pieces that should be there now. */
  expected: number
  description: string
  code: string | null
  cover: string | null
}

/** What a pile is known by in its box. */
export function pileId(slot: number, partKey: string): string {
  return `${slot} ${partKey}`
}

/** The piles of a round in the order of their slots; those of parts that were deleted are left out. */
export function pilesOf(round: CountingRound, slots: readonly Slot[]): CountedPile[] {
  return round.lines
    .filter(({ deleted_at }) => deleted_at === null)
    .map(({ part_key, loc_no, counted_qty, difference }) => {
      const slot = slots.find((each) => each.loc_no === loc_no)
      const part = slot?.part_assignments?.find(({ key }) => key === part_key)
      return {
        id: pileId(loc_no, part_key),
        part_key,
        loc_no,
        counted_qty,
        difference,
        expected: part?.qty ?? 0,
        description: part?.description ?? '',
        code: part?.manufacturer_code ?? null,
        cover: part?.cover_url ?? null,
      }
    })
}

/** A pile of a part in a slot in which it should not lie. */
export function foundPile(part: ScanMatch['part'], slot: number): CountedPile {
  return {
    id: pileId(slot, part.key),
    part_key: part.key,
    loc_no: slot,
    counted_qty: null,
    difference: null,
    expected: 0,
    description: part.description,
    code: part.manufacturer_code,
    cover: part.cover_url,
  }
}

/** The piles with one that was found, until the round knows it. */
export function withFound(piles: readonly CountedPile[], found: CountedPile | undefined): readonly CountedPile[] {
  return found === undefined || piles.some(({ id }) => id === found.id) ? piles : [...piles, found]
}

/** The first pile behind `after` that waits, or the first at all. */
export function nextOf(piles: readonly CountedPile[], skipped: ReadonlySet<string>, after?: CountedPile) {
  const waits = ({ counted_qty, id }: CountedPile) => counted_qty === null && !skipped.has(id) && id !== after?.id
  const at = after === undefined ? -1 : piles.findIndex(({ id }) => id === after.id)
  return piles.slice(at + 1).find(waits) ?? piles.find(waits)
}
