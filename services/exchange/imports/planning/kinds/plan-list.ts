import { INT4_MAX } from '../../../../../plugins/int4.ts'
import type { ListOptions } from '../../options.ts'
import type { PlaceFinder } from '../place-finder.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import { planStock, StockTargets, tooMany } from './stock-target.ts'

/** What names a row of a file that adds to stock. */
export function rowSource(sha256: string, rowNo: number): string {
  return `row ${sha256} ${rowNo}`
}

/** Plans a list of parts: parts are created or completed, and their stock is set or added to. */
export function planList(
  planner: Planner,
  places: PlaceFinder,
  rows: readonly PlannedRow[],
  { options, sha256 }: { options: ListOptions; sha256: string },
): void {
  const targets = new StockTargets(planner)
  for (const planned of rows) {
    const part = planner.partOf(planned)
    if (part === null) continue
    if (part > 0) planner.complete(part, planned)
    planner.sellerNumbers(part, planned)
    const { quantity } = planned.row.fields
    if (options.stock === 'ignore' || quantity === undefined) continue
    // A place is asked for only when there is something to put there.
    if (quantity === 0 && planned.row.fields.place === undefined) continue
    const place = places.find(part, planned)
    if (place === null) continue
    if (options.stock === 'set') {
      targets.add(part, place, quantity, planned)
      continue
    }
    const source = rowSource(sha256, planned.row.rowNo)
    if (quantity === 0 || planner.present.sources.has(source)) continue
    const from = planner.present.stock.get(`${part} ${place.box}-${place.locNo}`) ?? 0
    if (from + quantity > INT4_MAX) {
      tooMany(planned)
      continue
    }
    planStock(planner, planned, { part, place, from, to: from + quantity })
    planner.plan.sources.push({ key: source, rowNo: planned.row.rowNo })
  }
  targets.finish()
}
