import type { OwnData, OwnRecord } from '../../own-format/records.ts'
import { shown } from '../../reading/problems.ts'
import { emptyPlan, type Plan } from '../planning/plan.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import { tellKitChange, tellListChange } from './content-effects.ts'
import { demandText } from './demand-text.ts'
import { emptyInventoryPlan, type InventoryPlan } from './inventory-plan.ts'
import { PartPlanner } from './plan-part.ts'
import type { PresentInventory } from './present-inventory.ts'
import { sameKit, sameList } from './same-content.ts'

/** Plans the import of a whole inventory: what is not there is created, what is there is kept or becomes the file's. */
export class InventoryPlanner {
  readonly plan: Plan = emptyPlan()
  readonly #inventory: InventoryPlan = emptyInventoryPlan()
  readonly #present: PresentInventory
  readonly #overwrites: boolean
  readonly #parts: PartPlanner
  readonly #seen = new Set<string>()
  readonly #sellers: Set<string>

  constructor(present: PresentInventory, overwrites: boolean) {
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
  }

  add(planned: PlannedRow): void {
    const { decision, fields } = planned.row
    if (decision !== null && 'action' in decision && decision.action === 'skip') planned.isSkipped = true
    const { record } = fields
    if (record === undefined || planned.hasErrors || planned.isSkipped) return
    const name = nameOf(record)
    const key = `${record.section} ${name}`
    if (this.#seen.has(key)) {
      planned.problems.error('DUPLICATE_KEY', null, `${shown(name)} is in the file twice`)
      return
    }
    this.#seen.add(key)
    if (record.section === 'sellers') this.#seller(record.data, planned)
    else if (record.section === 'types') this.#type(record.data.name, planned)
    else if (record.section === 'boxes') this.#box(record.data, planned)
    else if (record.section === 'parts') this.#parts.add(record.data, planned)
    else if (record.section === 'kits') this.#kit(record.data, planned)
    else this.#list(record.data, planned)
  }

  #seller(data: OwnData<'sellers'>, planned: PlannedRow): void {
    const there = this.#present.sellers.get(data.name)
    this.#sellers.add(data.name)
    if (there === undefined) {
      this.#inventory.sellers.push(data)
      planned.effect({ op: 'create', entity: 'seller', ref: data.name })
    } else if (this.#overwrites && there.website !== data.website) {
      const { id, website: from } = there
      this.#inventory.websites.push({ id, from, to: data.website })
      planned.effect({ op: 'change', entity: 'seller', ref: data.name, field: 'website', from, to: data.website })
    }
  }

  #type(name: string, planned: PlannedRow): void {
    this.#parts.types.add(name)
    if (this.#present.types.has(name)) return
    this.#inventory.types.push(name)
    planned.effect({ op: 'create', entity: 'type', ref: name })
  }

  #box(data: OwnData<'boxes'>, planned: PlannedRow): void {
    const { box_no: boxNo, description: to } = data
    const there = this.#present.boxes.get(boxNo)
    if (there === undefined || this.#overwrites) demandText('description', to, planned)
    if (planned.hasErrors) return
    if (there === undefined) {
      this.#inventory.boxes.push(data)
      this.#parts.boxes.set(boxNo, data.capacity)
      planned.effect({ op: 'create', entity: 'box', ref: String(boxNo), field: 'description', to })
    } else if (this.#overwrites && there.description !== to) {
      const { description: from } = there
      this.#inventory.descriptions.push({ boxNo, from, to })
      planned.effect({ op: 'change', entity: 'box', ref: String(boxNo), field: 'description', from, to })
    }
  }

  #kit(data: OwnData<'kits'>, planned: PlannedRow): void {
    const { name, ...to } = data
    const there = this.#present.kits.get(name)
    if (there !== undefined && (!this.#overwrites || sameKit(to, there.content))) return
    const keys = [...data.lines.flatMap(({ key, alternates }) => [key, ...alternates])]
    keys.push(...data.unfitted.flatMap(({ key }) => key ?? []))
    const lines = data.lines.map(({ key }) => key)
    const alternates = data.lines.every(
      (line) => new Set([line.key, ...line.alternates]).size === line.alternates.length + 1,
    )
    if (new Set(lines).size !== lines.length || !alternates) {
      planned.problems.error('DUPLICATE_KEY', 'lines', 'lines: a part is in the kit, or an alternate of a line, twice')
    }
    const picked = there?.picked.find((key) => !lines.includes(key))
    if (picked !== undefined) {
      planned.problems.error(
        'DUPLICATE_KEY',
        'lines',
        `lines: a pick list with open lines of the kit ${shown(name)} needs ${picked}, which the file does not have: pick or delete them, or skip this row`,
      )
    }
    if (!this.#knows(keys, [], planned)) return
    if (there !== undefined) {
      const change = { id: there.id, from: there.content, to }
      this.#inventory.kitChanges.push(change)
      tellKitChange(planned, name, change)
      return
    }
    this.#inventory.kits.push(data)
    planned.effect({ op: 'create', entity: 'kit', ref: data.name })
    for (const { key, required_per_unit: to } of data.lines) {
      planned.effect({ op: 'create', entity: 'kit_line', ref: key, field: 'required_per_unit', to })
    }
    for (const { key, value, quantity: to } of data.unfitted) {
      planned.effect({ op: 'create', entity: 'kit_line', ref: key ?? value ?? '', field: 'unfitted', to })
    }
  }

  #list(data: OwnData<'shopping_lists'>, planned: PlannedRow): void {
    const { name, ...to } = data
    const there = this.#present.lists.get(name)
    if (there !== undefined && (!this.#overwrites || sameList(to, there.content))) return
    const keys = data.lines.map(({ key }) => key)
    const groups = data.groups.map(({ seller }) => seller)
    if (new Set(keys).size !== keys.length || new Set(groups).size !== groups.length) {
      planned.problems.error('DUPLICATE_KEY', 'lines', 'lines: a part or a seller is on the list twice')
    }
    if (!this.#knows(keys, [...groups, ...data.lines.flatMap(({ seller }) => seller ?? [])], planned)) return
    if (there !== undefined) {
      const change = { id: there.id, from: there.content, to }
      this.#inventory.listChanges.push(change)
      tellListChange(planned, name, change)
      return
    }
    this.#inventory.lists.push(data)
    planned.effect({ op: 'create', entity: 'list', ref: data.name })
    for (const { key, needed: to } of data.lines) {
      planned.effect({ op: 'create', entity: 'list_line', ref: key, field: 'needed', to })
    }
    for (const seller of groups)
      planned.effect({ op: 'create', entity: 'list', ref: data.name, field: 'seller', to: seller })
  }

  #knows(keys: readonly string[], sellers: readonly string[], planned: PlannedRow): boolean {
    const part = keys.find((key) => !this.#parts.knows(key))
    if (part !== undefined) {
      planned.problems.error('PART_UNKNOWN', 'key', `key: the part ${part} is neither here nor among the rows`)
    }
    const seller = sellers.find((name) => !this.#sellers.has(name))
    if (seller !== undefined) {
      planned.problems.error('SELLER_UNKNOWN', 'seller', `seller: ${shown(seller)} is neither here nor among the rows`)
    }
    return !planned.hasErrors
  }
}

function nameOf({ section, data }: OwnRecord): string {
  if (section === 'boxes') return String(data.box_no)
  return section === 'parts' ? data.key : data.name
}
