import type { Plan } from './plan.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Present } from './present.ts'
import { type Ref, refOfNew } from './refs.ts'

const LONGEST_NAME = 100

/** The types of parts by the names that rows give them; what there is not is made when the kind does so. */
export class PlannedTypes {
  readonly #plan: Plan
  readonly #present: Present
  readonly #createsTypes: boolean
  readonly #new = new Map<string, Ref>()

  constructor(plan: Plan, present: Present, createsTypes: boolean) {
    this.#plan = plan
    this.#present = present
    this.#createsTypes = createsTypes
  }

  /** @returns null for one that is not known, here or in the plan. */
  known(name: string): Ref | null {
    const folded = name.toLowerCase()
    return this.#present.types.get(folded) ?? this.#new.get(folded) ?? null
  }

  /** @returns null for one that is not known and not made. */
  of(name: string, planned: PlannedRow): Ref | null {
    const known = this.known(name)
    if (known !== null) return known
    if (!this.#createsTypes || name.length > LONGEST_NAME) return null
    const ref = refOfNew(this.#plan.types.push({ name }) - 1)
    this.#new.set(name.toLowerCase(), ref)
    planned.effect({ op: 'create', entity: 'type', ref: name })
    return ref
  }
}
