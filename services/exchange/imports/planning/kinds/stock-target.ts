import { INT4_MAX } from '../../../../../plugins/int4.ts'
import type { PlannedPlace } from '../place-finder.ts'
import type { PlannedRow } from '../planned-row.ts'
import type { Planner } from '../planner.ts'
import type { Ref } from '../refs.ts'

interface Target {
  part: Ref
  place: PlannedPlace
  quantity: number
  planned: PlannedRow
}

/** How many pieces of each part each place holds afterwards. Rows for the same part and place add up. */
export class StockTargets {
  readonly #targets = new Map<string, Target>()
  readonly #planner: Planner

  constructor(planner: Planner) {
    this.#planner = planner
  }

  add(part: Ref, place: PlannedPlace, quantity: number, planned: PlannedRow): void {
    const key = `${part} ${place.box}-${place.locNo}`
    const known = this.#targets.get(key)
    if (known === undefined) {
      this.#targets.set(key, { part, place, quantity, planned })
      return
    }
    known.quantity += quantity
    if (known.planned === planned) return
    planned.mergedInto = known.planned
    planned.problems.warn(
      'LINES_MERGED',
      null,
      `The row is added to row ${known.planned.row.rowNo}, which has the same part and place`,
    )
  }

  /** Plans the differences to what is there. */
  finish(): void {
    for (const [key, { part, place, quantity, planned }] of this.#targets) {
      if (quantity > INT4_MAX) tooMany(planned)
      const present = this.#planner.present.stock.get(key) ?? 0
      if (quantity === present || quantity > INT4_MAX) continue
      planStock(this.#planner, planned, { part, place, from: present, to: quantity })
    }
  }
}

/** A location holds no more pieces of a part than these. */
export function tooMany({ problems }: PlannedRow): void {
  problems.error('QUANTITY_TOO_LARGE', 'quantity', `quantity: the place would hold more than ${INT4_MAX} pieces`)
}

/** Plans a change of a pile, without a receipt. */
export function planStock(
  planner: Planner,
  planned: PlannedRow,
  { part, place, from, to }: { part: Ref; place: PlannedPlace; from: number; to: number },
): void {
  const { date_code: dateCode = null, lot = null } = planned.row.fields
  planner.plan.stock.push({
    part,
    box: place.box,
    locNo: place.locNo,
    delta: to - from,
    lot,
    dateCode,
    receipt: null,
    listLineId: null,
  })
  planned.effect({
    op: to > from ? 'add' : 'remove',
    entity: 'stock',
    ref: `${planner.label(part)} ${placeLabel(planner, place)}`,
    field: 'qty',
    from,
    to,
  })
}

/** How effects name a place. */
export function placeLabel({ plan }: Planner, { box, locNo }: PlannedPlace): string {
  return box > 0 ? `${box}-${locNo}` : `${plan.boxes[-1 - box]?.description ?? ''} ${locNo}`
}
