import { isLinkable } from '../../../catalogue/link-scheme.ts'
import { normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { ImportKind } from '../../reading/kinds.ts'
import { isPeer } from '../../reading/kinds.ts'
import { shown } from '../../reading/problems.ts'
import { identityOf, identityToRemember } from '../matching/identity.ts'
import type { MatchedRow } from '../model.ts'
import { foldSeller } from '../seller-names.ts'
import { BookedLines } from './kinds/order-sources.ts'
import { NewParts } from './new-parts.ts'
import { describes, partFacts } from './part-facts.ts'
import { emptyPlan, type NewPart, PART_COLUMNS, type Plan } from './plan.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Present, PresentPart } from './present.ts'
import { placeOfNew, type Ref, refOfNew } from './refs.ts'

/** How a kind treats parts that are not in the inventory. */
export interface PartRules {
  createParts: boolean
  createTypes: boolean
  update: 'fill' | 'overwrite' | 'none'
}

/** Collects what the rows of an import change: parts, sellers and types here, what each kind adds elsewhere. */
export class Planner {
  readonly plan: Plan = emptyPlan()
  readonly present: Present
  readonly kind: ImportKind
  /** Lines of orders that were booked before. */
  booked = new BookedLines()
  readonly #rules: PartRules
  readonly #newParts = new NewParts()
  readonly #newSellers = new Map<string, Ref>()
  readonly #newTypes = new Map<string, Ref>()
  readonly #keys = new Map<number, PresentPart>()
  readonly #sellerNumbers = new Map<string, Ref>()
  readonly #texts = new Map<string, string | number>()

  constructor(kind: ImportKind, present: Present, rules: PartRules) {
    this.kind = kind
    this.present = present
    this.#rules = rules
    for (const part of present.parts.values()) this.#keys.set(part.id, part)
  }

  /**
   * Decides which part a row is about, and has it created when the kind does so.
   *
   * @returns null when there is none: the row has an error, or is left out.
   */
  partOf(planned: PlannedRow): Ref | null {
    const { decision, match, fields } = planned.row
    if (decision !== null && 'action' in decision && decision.action === 'skip') {
      planned.isSkipped = true
      return null
    }
    if (planned.hasErrors) return null
    const key = decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
    const creates = decision !== null && 'action' in decision
    if (key !== null && !creates) {
      const part = this.present.parts.get(key)
      if (part === undefined) {
        planned.problems.error(
          'PART_UNKNOWN',
          null,
          `The part ${key} is not in the inventory any more: choose another one`,
        )
        return null
      }
      planned.part = part.id
      warnOfOtherNumber(planned, part)
      return part.id
    }
    if (!creates && match.state === 'ambiguous') {
      planned.problems.error(
        'MATCH_NEEDED',
        null,
        `${match.candidates.length} parts may be meant: choose one, or create a new one`,
      )
      return null
    }
    if (!creates && !this.#rules.createParts) {
      const label = labelOf(fields)
      const named = label === null ? 'the row' : shown(label)
      planned.problems.error('MATCH_NEEDED', null, `No part fits ${named}: choose one, or create it`)
      return null
    }
    const identity =
      fields.is_damaged === true ? `row ${planned.row.rowNo}` : (identityOf(fields) ?? numberIdentity(planned.row))
    if (identity === null) {
      planned.problems.error(
        'REQUIRED_FIELD',
        'mpn',
        'The row names no part: give a part number, a value or a description',
      )
      return null
    }
    planned.part = this.#newPart(identity, planned)
    return planned.part
  }

  #newPart(identity: string, planned: PlannedRow): Ref {
    const { fields } = planned.row
    const facts = partFacts(fields, this.kind)
    const known = this.#newParts.find(identity, fields)
    if (known !== undefined) {
      const part = this.plan.parts[placeOfNew(known) ?? 0]
      // Later rows may say more of it.
      if (part !== undefined) Object.assign(part.texts, { ...facts.texts, ...part.texts })
      noteWords(part, planned.row)
      return known
    }
    const type = this.#type(facts.type, planned)
    const label = `row ${planned.row.rowNo}`
    const description = facts.texts.description ?? labelOf(fields) ?? label
    const part: NewPart = { ...facts, type, label, description, calledBy: new Map() }
    noteWords(part, planned.row)
    const ref = refOfNew(this.plan.parts.push(part) - 1)
    this.#newParts.add(identity, fields, ref)
    planned.effect({ op: 'create', entity: 'part', ref: part.label, field: 'description', to: description })
    return ref
  }

  /** Fills or overwrites fields of a part that is there. A field that was planned once is not planned again. */
  complete(ref: Ref, planned: PlannedRow): void {
    const part = this.#keys.get(ref)
    if (part === undefined || this.#rules.update === 'none') return
    const facts = partFacts(planned.row.fields, this.kind)
    const change = this.plan.partChanges.get(part.id) ?? { partId: part.id, texts: {} }
    const differs = (from: string | number | null, to: string | number | null | undefined, field: string) => {
      if (to === null || to === undefined || to === '' || from === to || this.#texts.has(`${part.id} ${field}`))
        return false
      if (this.#rules.update === 'fill' && from !== null && from !== '') return false
      this.#texts.set(`${part.id} ${field}`, to)
      planned.effect({ op: 'change', entity: 'part', ref: part.key, field, from, to })
      return true
    }
    for (const [column, text] of Object.entries(facts.texts)) {
      const field = columnNamed(column)
      if (field === 'description' && !describes(planned.row.fields)) continue
      if (field !== null && differs(part[field], text, field)) change.texts[field] = text
    }
    if (facts.tags !== null && differs(part.tags?.join(', ') || null, facts.tags.join(', '), 'tags'))
      change.tags = facts.tags
    if (differs(part.pin_count, facts.pinCount, 'pin_count') && facts.pinCount !== null)
      change.pinCount = facts.pinCount
    if (differs(part.minimum_quantity, facts.minimumQuantity, 'minimum_quantity') && facts.minimumQuantity !== null) {
      change.minimumQuantity = facts.minimumQuantity
    }
    this.#completeType(part, facts.type, planned, change)
    const isChanged = Object.keys(change).length > 2 || Object.keys(change.texts).length > 0
    if (isChanged) this.plan.partChanges.set(part.id, change)
  }

  #completeType(part: PresentPart, name: string | null, planned: PlannedRow, change: { type?: Ref }): void {
    if (name === null || (this.#rules.update === 'fill' && part.type_id !== null)) return
    if (this.#texts.has(`${part.id} type`)) return
    const known = this.present.types.get(name.toLowerCase())
    if (known !== undefined && known === part.type_id) return
    const type = this.#type(name, planned)
    if (type === null) return
    this.#texts.set(`${part.id} type`, name)
    planned.effect({ op: 'change', entity: 'part', ref: part.key, field: 'type', to: name })
    change.type = type
  }

  #type(name: string | null, planned: PlannedRow): Ref | null {
    if (name === null) return null
    const folded = name.toLowerCase()
    const known = this.present.types.get(folded) ?? this.#newTypes.get(folded)
    if (known !== undefined) return known
    if (!this.#rules.createTypes || name.length > 100) return null
    const ref = refOfNew(this.plan.types.push({ name }) - 1)
    this.#newTypes.set(folded, ref)
    planned.effect({ op: 'create', entity: 'type', ref: name })
    return ref
  }

  /** The seller with this name, however it is written; a new one when there is none. */
  seller(name: string, planned: PlannedRow): Ref {
    const folded = foldSeller(name)
    const known = this.present.sellers.idOf(name) ?? this.#newSellers.get(folded)
    if (known !== undefined) return known
    const ref = refOfNew(this.plan.sellers.push({ name }) - 1)
    this.#newSellers.set(folded, ref)
    planned.effect({ op: 'create', entity: 'seller', ref: name })
    return ref
  }

  /** Notes under which numbers sellers have a part; a number that another part has stays with it. */
  sellerNumbers(part: Ref, planned: PlannedRow): void {
    for (const { seller: name, number } of planned.row.fields.seller_numbers ?? []) {
      if (name === null) continue
      const seller = this.seller(name, planned)
      const key = `${seller} ${number.toUpperCase()}`
      if (this.present.sellerParts.has(key) || this.#sellerNumbers.has(key)) continue
      this.#sellerNumbers.set(key, part)
      const { link } = planned.row.fields
      const isOfNumber = link !== undefined && !isPeer(this.kind) && isLinkable(link)
      this.plan.sellerParts.push({ part, seller, number, link: isOfNumber ? link : null })
      planned.effect({ op: 'create', entity: 'seller_part', ref: this.label(part), field: name, to: number })
    }
  }

  /** How effects name a part. */
  label(ref: Ref): string {
    const place = placeOfNew(ref)
    return place === null ? (this.#keys.get(ref)?.key ?? '') : (this.plan.parts[place]?.label ?? '')
  }
}

function noteWords(part: NewPart | undefined, { fields, decision }: MatchedRow): void {
  const words = identityToRemember(fields)
  if (words === null || part === undefined) return
  const isForgotten = decision?.remember === false
  part.calledBy.set(words, !isForgotten && part.calledBy.get(words) !== false)
}

function columnNamed(name: string) {
  return PART_COLUMNS.find((column) => column === name) ?? null
}

/** What a row calls its part, as people would. @returns null when it has nothing but numbers of places or pieces. */
function labelOf({
  mpn,
  name,
  description,
  value,
  package: size,
  seller_numbers,
}: MatchedRow['fields']): string | null {
  return mpn ?? name ?? description ?? value ?? size ?? seller_numbers?.[0]?.number ?? null
}

/** A key is believed, but the number beside it may show that it is a slip. */
function warnOfOtherNumber({ row, problems }: PlannedRow, { key, manufacturer_code: own }: PresentPart): void {
  const { mpn } = row.fields
  if (row.match.reason !== 'key' || row.match.part_key !== key || mpn === undefined || own === null) return
  if (normalisePartNumber(mpn) === normalisePartNumber(own)) return
  problems.warn('MAKER_DIFFERS', 'mpn', `mpn: ${shown(mpn)} is not ${shown(own)}, the number of ${key}: check the key`)
}

/** A row that names a part by nothing but the number of a seller. */
function numberIdentity({ fields }: MatchedRow): string | null {
  const [first] = fields.seller_numbers ?? []
  return first === undefined ? null : `s ${first.seller ?? ''} ${first.number.toUpperCase()}`
}
