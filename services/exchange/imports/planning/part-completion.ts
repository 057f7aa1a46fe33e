import type { ImportKind } from '../../reading/kinds.ts'
import { partFacts, type RowFacts, type SaidField, saidBy } from './part-facts.ts'
import { type NewPart, PART_COLUMNS, type PartChange, type PartTexts, type Plan } from './plan.ts'
import type { PlannedRow } from './planned-row.ts'
import type { PlannedTypes } from './planned-types.ts'
import type { PresentPart } from './present.ts'
import type { Ref } from './refs.ts'
import { SaidBefore, warnOfOther } from './said-before.ts'

/** Fields of parts that rows fill or overwrite. What a row says is compared with what the rows before it make of its part. */
export class PartCompletion {
  readonly #kind: ImportKind
  readonly #update: 'fill' | 'overwrite' | 'none'
  readonly #changes: Plan['partChanges']
  readonly #types: PlannedTypes
  readonly #said: SaidBefore

  constructor(
    kind: ImportKind,
    {
      update,
      changes,
      types,
    }: { update: 'fill' | 'overwrite' | 'none'; changes: Plan['partChanges']; types: PlannedTypes },
  ) {
    this.#kind = kind
    this.#update = update
    this.#changes = changes
    this.#types = types
    this.#said = new SaidBefore(kind)
  }

  /** Notes the row that creates a part. */
  begin(ref: Ref, planned: PlannedRow): void {
    this.#said.note(ref, planned)
  }

  /** Adds what a later row says to a part that the file creates. */
  completeNew(ref: Ref, part: NewPart, planned: PlannedRow): void {
    const facts = partFacts(planned.row.fields, this.#kind)
    const before = this.#said.note(ref, planned)
    for (const said of saidBy(facts, planned.row.fields)) {
      const [field, value] = said
      const earlier = before.get(field)
      if (earlier !== undefined && this.#counts(field, earlier.value)) {
        warnOfOther(planned, said, earlier)
        continue
      }
      if (field === 'type') {
        const type = this.#types.of(String(value), planned)
        if (type === null) continue
        part.type = type
      } else setField(part, field, facts)
      const from = field === 'description' ? part.description : null
      if (field === 'description') part.description = String(value)
      planned.effect({ op: 'change', entity: 'part', ref: part.label, field, from, to: value })
    }
  }

  /** Fills or overwrites fields of a part that is there. */
  completePresent(part: PresentPart, planned: PlannedRow): void {
    if (this.#update === 'none') return
    const facts = partFacts(planned.row.fields, this.#kind)
    const change = this.#changes.get(part.id) ?? { partId: part.id, texts: {} }
    const before = this.#said.note(part.id, planned)
    let isChanged = false
    for (const said of saidBy(facts, planned.row.fields)) {
      const [field] = said
      const from = presentValue(part, field)
      if (this.#update === 'fill' && from !== null && from !== '') continue
      const earlier = before.get(field)
      if (earlier !== undefined && this.#counts(field, earlier.value)) warnOfOther(planned, said, earlier)
      else if (this.#sets(change, { part, said, facts, planned })) isChanged = true
    }
    if (isChanged) this.#changes.set(part.id, change)
  }

  /** Whether what was said of a field is what it comes to: a type that is not made is none. */
  #counts(field: string, value: SaidField[1]): boolean {
    return field !== 'type' || this.#types.known(String(value)) !== null
  }

  #sets(
    change: PartChange,
    { part, said, facts, planned }: { part: PresentPart; said: SaidField; facts: RowFacts; planned: PlannedRow },
  ): boolean {
    const [field, value] = said
    const from = presentValue(part, field)
    if (field === 'type') {
      if (part.type_id !== null && this.#types.known(String(value)) === part.type_id) return false
      const type = this.#types.of(String(value), planned)
      if (type === null) return false
      change.type = type
      planned.effect({ op: 'change', entity: 'part', ref: part.key, field, to: value })
      return true
    }
    if (from === value) return false
    setField(change, field, facts)
    planned.effect({ op: 'change', entity: 'part', ref: part.key, field, from, to: value })
    return true
  }
}

function setField(
  part: { texts: PartTexts; tags?: string[] | null; pinCount?: number | null; minimumQuantity?: number | null },
  field: string,
  { texts, tags, pinCount, minimumQuantity }: RowFacts,
): void {
  if (field === 'tags') part.tags = tags
  else if (field === 'pin_count') part.pinCount = pinCount
  else if (field === 'minimum_quantity') part.minimumQuantity = minimumQuantity
  else {
    const column = columnNamed(field)
    if (column !== null) Object.assign(part.texts, { [column]: texts[column] })
  }
}

/** What a part has in a field; of its type whether it has one. */
function presentValue(part: PresentPart, field: string): string | number | null {
  if (field === 'tags') return part.tags?.join(', ') || null
  if (field === 'type') return part.type_id
  if (field === 'pin_count') return part.pin_count
  if (field === 'minimum_quantity') return part.minimum_quantity
  const column = columnNamed(field)
  return column === null ? null : part[column]
}

function columnNamed(name: string) {
  return PART_COLUMNS.find((column) => column === name) ?? null
}
