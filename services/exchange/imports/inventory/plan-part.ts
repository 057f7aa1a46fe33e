import { isDeepStrictEqual } from 'node:util'
import { INT4_MAX } from '../../../../plugins/int4.ts'
import { DESCRIBING_FIELDS } from '../../own-format/part-fields.ts'
import type { OwnData } from '../../own-format/records.ts'
import { shown } from '../../reading/problems.ts'
import { whyNotKept } from '../../scans/part-codes/why-not-kept.ts'
import { tooMany } from '../planning/kinds/stock-target.ts'
import type { Plan } from '../planning/plan.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import type { PresentPart } from '../planning/present.ts'
import { type Ref, refOfNew } from '../planning/refs.ts'
import { codesOf } from './codes-of-part.ts'
import { demandText } from './demand-text.ts'
import type { FieldChange, InventoryPlan } from './inventory-plan.ts'
import { numberKey, type PresentInventory } from './present-inventory.ts'

type Part = OwnData<'parts'>

const FIELDS = [...DESCRIBING_FIELDS, 'product_page', 'minimum_quantity'] as const

export interface PartContext {
  present: PresentInventory
  overwrites: boolean
  /** Names of sellers that are there, or planned. */
  sellers: ReadonlySet<string>
  types: Set<string>
}

/** How many pieces of a part lie at a place, `<box>-<location>`, and how many afterwards. */
export interface PlannedPile {
  key: string
  ref: Ref
  place: string
  from: number
  to: number
}

/** Plans the parts of an inventory with their stock, and what sellers call them. */
export class PartPlanner {
  readonly types: Set<string>
  /** Capacities of planned boxes. */
  readonly boxes = new Map<number, number>()
  readonly #plan: Plan
  readonly #inventory: InventoryPlan
  readonly #context: PartContext
  readonly #new = new Set<string>()
  readonly #numbers: Map<string, string>
  readonly #codes: Map<string, string>
  readonly #stock: ReadonlyMap<number, PresentInventory['stock'][number][]>

  constructor(plan: Plan, inventory: InventoryPlan, context: PartContext) {
    this.#plan = plan
    this.#inventory = inventory
    this.#context = context
    this.types = context.types
    this.#numbers = new Map(context.present.numbers)
    this.#codes = new Map(context.present.codes)
    this.#stock = Map.groupBy(context.present.stock, ({ part_id }) => part_id)
  }

  knows(key: string): boolean {
    return this.#new.has(key) || this.#context.present.parts.has(key)
  }

  /** @param columns those that the file has, when it has not all: others of a part that is there stay as they are. */
  add(data: Part, planned: PlannedRow, columns: ReadonlySet<string> | null = null): void {
    const { present, overwrites } = this.#context
    const there = present.parts.get(data.key)
    if (there !== undefined) planned.part = there.id
    if (there !== undefined && !overwrites) return
    const says = (column: string) => columns === null || columns.has(column)
    if (there === undefined || says('description')) demandText('description', data.description, planned)
    const piles = this.#check(data, planned)
    if (piles === null) return
    const ref = there === undefined ? this.#create(data, planned) : this.#overwrite(data, there, { planned, says })
    planned.part = ref
    this.#names(data, there, planned)
    if (columns === null) this.#fill(data.key, { ref, piles, there }, planned)
  }

  /** The pieces of a part that is there, by place. */
  pilesOf(there: PresentPart | undefined): ReadonlyMap<string, number> {
    const piles = there === undefined ? [] : (this.#stock.get(there.id) ?? [])
    return new Map(piles.map(({ box_no, loc_no, qty }) => [`${box_no}-${loc_no}`, qty]))
  }

  /** Whether there is a location, or a planned box has it. */
  hasPlace(boxNo: number, locNo: number): boolean {
    return this.#context.present.locations.has(`${boxNo}-${locNo}`) || locNo <= (this.boxes.get(boxNo) ?? 0)
  }

  /** Plans how many pieces a place holds afterwards. */
  setPile(planned: PlannedRow, { key, ref, place, from, to }: PlannedPile): void {
    if (from === to) return
    const [box = 0, locNo = 0] = place.split('-').map(Number)
    const common = { lot: null, dateCode: null, receipt: null, listLineId: null }
    this.#plan.stock.push({ part: ref, box, locNo, delta: to - from, ...common })
    planned.effect({
      op: to > from ? 'add' : 'remove',
      entity: 'stock',
      ref: `${key} ${place}`,
      field: 'qty',
      from,
      to,
    })
  }

  /** @returns the pieces by place; null when the part cannot be written. */
  #check(data: Part, planned: PlannedRow): Map<string, number> | null {
    const { problems } = planned
    const { sellers } = this.#context
    if (data.type !== null && !this.types.has(data.type)) {
      problems.error('REQUIRED_FIELD', 'type', `type: ${shown(data.type)} is neither here nor among the rows`)
    }
    const unknown = [...data.seller_links, ...data.seller_numbers].find(({ seller }) => !sellers.has(seller))
    if (unknown !== undefined) {
      const name = shown(unknown.seller)
      problems.error('SELLER_UNKNOWN', 'seller', `seller: ${name} is neither here nor among the rows`)
    }
    for (const { seller, number } of data.seller_numbers) {
      const owner = this.#numbers.get(numberKey(seller, number))
      if (owner === undefined || owner === data.key) continue
      problems.error(
        'DUPLICATE_KEY',
        'seller_numbers',
        `number: ${shown(number)} of ${shown(seller)} is that of ${owner}`,
      )
    }
    this.#checkCodes(data, planned)
    const piles = new Map<string, number>()
    for (const { box_no, loc_no, qty } of data.stock) {
      const place = `${box_no}-${loc_no}`
      if (!this.hasPlace(box_no, loc_no)) {
        problems.error('PLACE_UNKNOWN', 'stock', `stock: there is no location ${place}, here or among the rows`)
      }
      piles.set(place, (piles.get(place) ?? 0) + qty)
    }
    if ([...piles.values()].some((qty) => qty > INT4_MAX)) tooMany(planned)
    return planned.hasErrors ? null : piles
  }

  /** A code that is a number of another part is kept: that part may have got the number later, and exports come back as they were. */
  #checkCodes(data: Part, { problems }: PlannedRow): void {
    for (const { text, reading, kept } of codesOf(data)) {
      if (kept === null) {
        problems.error('CODE_NOT_KEPT', 'codes', `code: ${shown(text)} ${whyNotKept(reading)}`)
        continue
      }
      const owner = this.#codes.get(kept)
      if (owner === data.key) continue
      if (owner !== undefined) problems.error('DUPLICATE_KEY', 'codes', `code: ${shown(text)} is that of ${owner}`)
      const other = this.#context.present.numbersOfCodes.ofOther(reading, data.key)
      if (other === null) continue
      problems.warn('CODE_OF_ANOTHER', 'codes', `code: ${shown(text)} can mean two parts: ${other}`)
    }
  }

  #create(data: Part, planned: PlannedRow): Ref {
    const isRetired = this.#context.present.retired.has(data.key)
    const ref = refOfNew(this.#inventory.parts.push({ data, isRetired }) - 1)
    this.#new.add(data.key)
    const field = isRetired ? 'restored' : 'description'
    planned.effect({ op: 'create', entity: 'part', ref: data.key, field, to: data.description })
    return ref
  }

  #overwrite(
    data: Part,
    there: PresentPart,
    { planned, says }: { planned: PlannedRow; says: (column: string) => boolean },
  ): Ref {
    const detail = this.#context.present.details.get(there.id)
    const fields: Record<string, FieldChange> = {}
    const changed = { op: 'change', entity: 'part', ref: data.key } as const
    for (const field of FIELDS) {
      const [from, to] = [there[field], data[field]]
      if (from === to || !says(field)) continue
      fields[field] = { from, to }
      planned.effect({ ...changed, field, from, to })
    }
    const tags = detail?.tags ?? null
    if (says('tags') && !isDeepStrictEqual(tags, data.tags)) {
      fields.tags = { from: tags, to: data.tags }
      const [from, to] = [tags?.join(', ') ?? null, data.tags?.join(', ') ?? null]
      planned.effect({ ...changed, field: 'tags', from, to })
    }
    const type = detail?.type ?? null
    if (says('type') && type !== data.type) {
      fields.type_id = { from: there.type_id, to: null }
      planned.effect({ ...changed, field: 'type', from: type, to: data.type })
    }
    if (Object.keys(fields).length > 0) {
      this.#inventory.partChanges.push({ id: there.id, key: data.key, fields, type: data.type })
    }
    return there.id
  }

  #names(data: Part, there: PresentPart | undefined, planned: PlannedRow): void {
    const { key } = data
    const linked = new Set(there === undefined ? [] : this.#context.present.details.get(there.id)?.linked)
    for (const { seller, link } of data.seller_links) {
      if (linked.has(seller)) continue
      linked.add(seller)
      this.#inventory.links.push({ key, seller, link })
      planned.effect({ op: 'add', entity: 'seller', ref: key, field: seller, to: link })
    }
    for (const number of data.seller_numbers) {
      const name = numberKey(number.seller, number.number)
      if (this.#numbers.has(name)) continue
      this.#numbers.set(name, key)
      this.#inventory.numbers.push({ key, ...number })
      planned.effect({ op: 'create', entity: 'seller_part', ref: key, field: number.seller, to: number.number })
    }
    for (const { kept } of codesOf(data)) {
      if (kept === null || this.#codes.has(kept)) continue
      this.#codes.set(kept, key)
      this.#inventory.codes.push({ key, code: kept })
      planned.effect({ op: 'add', entity: 'part', ref: key, field: 'code', to: kept })
    }
  }

  #fill(
    key: string,
    { ref, piles, there }: { ref: Ref; piles: Map<string, number>; there: PresentPart | undefined },
    planned: PlannedRow,
  ): void {
    const present = this.pilesOf(there)
    for (const place of new Set([...present.keys(), ...piles.keys()])) {
      this.setPile(planned, { key, ref, place, from: present.get(place) ?? 0, to: piles.get(place) ?? 0 })
    }
  }
}
