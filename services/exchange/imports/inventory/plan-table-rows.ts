import type { OwnData, OwnRecord } from '../../own-format/records.ts'
import type { OwnStockRow, OwnTableRow } from '../../own-format/table-rows.ts'
import { shown } from '../../reading/problems.ts'
import { eachInTurns } from '../each-in-turns.ts'
import { emptyPlan, type Plan } from '../planning/plan.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import { demandText } from './demand-text.ts'
import { emptyInventoryPlan, type InventoryPlan } from './inventory-plan.ts'
import { PartPlanner } from './plan-part.ts'
import type { PresentInventory } from './present-inventory.ts'

const MOST_LOCATIONS = 1000
const STEP = 10
/** What a row of the stock says of its part. */
const PART_COLUMNS = ['description', 'manufacturer_code', 'package']

/** What to look up for a row of the exports `parts` and `stock`. */
export function recordsOfRow(row: OwnTableRow): OwnRecord[] {
  if (row.table === 'parts') return [{ section: 'parts', data: row.data }]
  const { box_no, loc_no, qty, box_description: description } = row.data
  const part = { ...partOf(row.data), stock: [{ box_no, loc_no, qty }] }
  return [
    { section: 'boxes', data: { box_no, description, capacity: 1 } },
    { section: 'parts', data: part },
  ]
}

/** The part of a row of the stock: what the row does not say is empty. */
function partOf({ key, description, manufacturer_code, package: size }: OwnStockRow): OwnData<'parts'> {
  return {
    key,
    type: null,
    description,
    manufacturer: null,
    manufacturer_code,
    package: size,
    pin_count: null,
    pin_pitch: null,
    voltage_rating: null,
    input_voltage: null,
    output_voltage: null,
    mounting_type: null,
    series: null,
    dimensions: null,
    tags: null,
    product_page: null,
    minimum_quantity: null,
    seller_links: [],
    seller_numbers: [],
    stock: [],
  }
}

/** Plans the rows of an export of parts or of stock: parts by their keys, boxes by their numbers. */
export async function planTableRows(
  present: PresentInventory,
  rows: readonly PlannedRow[],
  overwrites: boolean,
): Promise<Plan> {
  const planner = new TablePlanner(present, overwrites, rows)
  await eachInTurns(rows, (row) => planner.add(row))
  planner.finish()
  return planner.plan
}

class TablePlanner {
  readonly plan: Plan = emptyPlan()
  readonly #inventory: InventoryPlan = emptyInventoryPlan()
  readonly #present: PresentInventory
  readonly #overwrites: boolean
  readonly #parts: PartPlanner
  readonly #sellers: Set<string>
  readonly #seen = new Set<string>()
  /** The first row of each part, and the places that the file names. */
  readonly #stocked = new Map<string, { row: PlannedRow; places: Set<string> }>()
  /** Locations that boxes need which are not there. */
  readonly #capacities = new Map<number, number>()

  constructor(present: PresentInventory, overwrites: boolean, rows: readonly PlannedRow[]) {
    this.#present = present
    this.#overwrites = overwrites
    this.#sellers = new Set(present.sellers.keys())
    this.plan.inventory = this.#inventory
    this.#parts = new PartPlanner(this.plan, this.#inventory, {
      present,
      overwrites,
      sellers: this.#sellers,
      types: new Set(present.types.keys()),
    })
    for (const { row } of rows) {
      const own = row.fields.own_row
      if (own?.table !== 'stock' || present.boxes.has(own.data.box_no)) continue
      const { box_no: boxNo, loc_no: locNo } = own.data
      const capacity = Math.min(MOST_LOCATIONS, Math.ceil(locNo / STEP) * STEP)
      this.#capacities.set(boxNo, Math.max(this.#capacities.get(boxNo) ?? 0, capacity))
    }
  }

  add(planned: PlannedRow): void {
    const { decision, fields } = planned.row
    if (decision !== null && 'action' in decision && decision.action === 'skip') planned.isSkipped = true
    const { own_row: own } = fields
    if (own === undefined || planned.hasErrors || planned.isSkipped) return
    const name = own.table === 'parts' ? own.data.key : `${own.data.key} ${own.data.box_no}-${own.data.loc_no}`
    if (this.#seen.has(name)) {
      planned.problems.error('DUPLICATE_KEY', 'key', `key: ${shown(name)} is in the file twice: take one row off`)
      return
    }
    this.#seen.add(name)
    if (own.table === 'parts') this.#part(own.data, new Set(own.columns), planned)
    else this.#pile(own.data, new Set(own.columns), planned)
  }

  /** Empties the places of overwritten parts that the file does not name. */
  finish(): void {
    if (!this.#overwrites) return
    for (const [key, { row, places }] of this.#stocked) {
      const there = this.#present.parts.get(key)
      if (there === undefined) continue
      for (const [place, from] of this.#parts.pilesOf(there)) {
        if (!places.has(place)) this.#parts.setPile(row, { key, ref: there.id, place, from, to: 0 })
      }
    }
  }

  #part(data: OwnData<'parts'>, columns: ReadonlySet<string>, planned: PlannedRow): void {
    const isKept = this.#present.parts.has(data.key) && !this.#overwrites
    if (!isKept) {
      if (data.type !== null) this.#addType(data.type, planned)
      for (const { seller } of data.seller_numbers) this.#addSeller(seller, planned)
    }
    this.#parts.add(data, planned, columns)
  }

  #addType(name: string, planned: PlannedRow): void {
    if (this.#parts.types.has(name)) return
    this.#parts.types.add(name)
    this.#inventory.types.push(name)
    planned.effect({ op: 'create', entity: 'type', ref: name })
  }

  #addSeller(name: string, planned: PlannedRow): void {
    if (this.#sellers.has(name)) return
    this.#sellers.add(name)
    this.#inventory.sellers.push({ name, website: '' })
    planned.effect({ op: 'create', entity: 'seller', ref: name })
  }

  #pile(data: OwnStockRow, columns: ReadonlySet<string>, planned: PlannedRow): void {
    const { key, box_no: boxNo, loc_no: locNo, qty } = data
    const there = this.#present.parts.get(key)
    const present = this.#parts.pilesOf(there)
    if (there !== undefined) planned.part = there.id
    // A part that has stock keeps it; one without has none to be kept.
    if (present.size > 0 && !this.#overwrites) return
    this.#box(data, columns, planned)
    if (planned.hasErrors) return
    if (!this.#parts.hasPlace(boxNo, locNo)) {
      planned.problems.error(
        'PLACE_UNKNOWN',
        'loc_no',
        `loc_no: the box ${boxNo} has no location ${locNo}: make it larger, or skip this row`,
      )
      return
    }
    const known = this.#stocked.get(key)
    if (known === undefined) {
      this.#parts.add(partOf(data), planned, new Set(PART_COLUMNS.filter((column) => columns.has(column))))
      this.#stocked.set(key, { row: planned, places: new Set() })
    } else planned.part = known.row.part
    const ref = planned.part
    if (ref === null) {
      if (known !== undefined) {
        const first = known.row.row.rowNo
        planned.problems.error('PART_UNKNOWN', 'key', `key: row ${first} would make the part ${key}, and has errors`)
      }
      return
    }
    const place = `${boxNo}-${locNo}`
    this.#stocked.get(key)?.places.add(place)
    this.#parts.setPile(planned, { key, ref, place, from: present.get(place) ?? 0, to: qty })
  }

  #box({ box_no: boxNo, box_description }: OwnStockRow, columns: ReadonlySet<string>, planned: PlannedRow): void {
    if (this.#seen.has(`box ${boxNo}`)) return
    const there = this.#present.boxes.get(boxNo)
    const says = columns.has('box_description')
    const to = says ? box_description : `Box ${boxNo}`
    if (there === undefined || (this.#overwrites && says)) demandText('box_description', to, planned)
    if (planned.hasErrors) return
    this.#seen.add(`box ${boxNo}`)
    if (there === undefined) {
      const capacity = this.#capacities.get(boxNo) ?? STEP
      this.#inventory.boxes.push({ box_no: boxNo, description: to, capacity })
      this.#parts.boxes.set(boxNo, capacity)
      planned.effect({ op: 'create', entity: 'box', ref: String(boxNo), field: 'description', to })
    } else if (this.#overwrites && says && there.description !== to) {
      const { description: from } = there
      this.#inventory.descriptions.push({ boxNo, from, to })
      planned.effect({ op: 'change', entity: 'box', ref: String(boxNo), field: 'description', from, to })
    }
  }
}
