import { INT4_MAX } from '../../../../../plugins/int4.ts'
import { eachInTurns } from '../../each-in-turns.ts'
import type { ListOptions } from '../../options.ts'
import type { PlaceFinder, PlannedPlace } from '../place-finder.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { Ref } from '../refs.ts'
import { planStock, StockTargets, tooMany } from './stock-target.ts'

/** What names a row of a file that adds to stock. */
export function rowSource(sha256: string, rowNo: number): string {
  return `row ${sha256} ${rowNo}`
}

/** Plans a list of parts: parts are created or completed, and their stock is set or added to. */
export async function planList(
  planner: Planner,
  places: PlaceFinder,
  rows: readonly PlannedRow[],
  { options, sha256 }: { options: ListOptions; sha256: string },
): Promise<void> {
  const targets = new StockTargets(planner)
  await eachInTurns(rows, (planned) => {
    const part = planner.partOf(planned)
    if (part === null) return
    if (part > 0) planner.complete(part, planned)
    planner.sellerNumbers(part, planned)
    if (options.stock === 'ignore') return
    const source = rowSource(sha256, planned.row.rowNo)
    if (options.stock === 'add' && planner.present.sources.has(source)) return
    const piles = pilesOf(places, part, planned)
    for (const { place, quantity } of piles) {
      if (options.stock === 'set') targets.add(part, place, quantity, planned)
      else addTo(planner, part, place, { quantity, planned })
    }
    if (options.stock === 'add' && piles.some(({ quantity }) => quantity > 0)) {
      planner.plan.sources.push({ key: source, rowNo: planned.row.rowNo, pieces: null })
    }
  })
  targets.finish()
}

interface Pile {
  place: PlannedPlace
  quantity: number
}

/** Where the pieces of a row go; empty when it has none, or no place for one of them: the problem is added. */
function pilesOf(places: PlaceFinder, part: Ref, planned: PlannedRow): Pile[] {
  const { place, quantity, lots } = planned.row.fields
  if (Array.isArray(place)) {
    const found = place.map(({ box_no, loc_no, qty }) => ({
      place: places.address({ box: box_no, locNo: loc_no }, planned),
      quantity: qty,
    }))
    return whole(found)
  }
  if (lots !== undefined) {
    // A place is asked for only when there is something to put there.
    const wanted = lots.filter((lot) => lot.quantity > 0 || lot.place !== undefined)
    return whole(wanted.map((lot) => ({ place: places.find(part, planned, lot.place), quantity: lot.quantity })))
  }
  if (quantity === undefined || (quantity === 0 && place === undefined)) return []
  return whole([{ place: places.find(part, planned), quantity }])
}

function whole(piles: readonly { place: PlannedPlace | null; quantity: number }[]): Pile[] {
  return piles.flatMap(({ place, quantity }) => (place === null ? [] : [{ place, quantity }]))
}

function addTo(
  planner: Planner,
  part: Ref,
  place: PlannedPlace,
  { quantity, planned }: { quantity: number; planned: PlannedRow },
): void {
  const from = planner.present.stock.get(`${part} ${place.box}-${place.locNo}`) ?? 0
  if (from + quantity > INT4_MAX) tooMany(planned)
  else if (quantity > 0) planStock(planner, planned, { part, place, from, to: from + quantity })
}
