import { isLinkable } from '../../../catalogue/link-scheme.ts'
import { normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { ImportKind } from '../../reading/kinds.ts'
import { isPeer } from '../../reading/kinds.ts'
import { shown } from '../../reading/problems.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { identityToRemember } from '../matching/identity.ts'
import { fitsNumber } from '../matching/score-number.ts'
import type { MatchedRow } from '../model.ts'
import { foldSeller } from '../seller-names.ts'
import type { Alternate } from './alternates.ts'
import { DoubtfulParts } from './doubtful-parts.ts'
import { BookedLines } from './kinds/order-sources.ts'
import { type Made, NewParts } from './new-parts.ts'
import { PartCompletion } from './part-completion.ts'
import { partFacts } from './part-facts.ts'
import { emptyPlan, type NewPart, type NewSellerPart, type Plan } from './plan.ts'
import type { PlannedRow } from './planned-row.ts'
import { PlannedTypes } from './planned-types.ts'
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
  readonly #newParts: NewParts
  readonly #doubtful: DoubtfulParts
  readonly #newSellers = new Map<string, Ref>()
  readonly #types: PlannedTypes
  readonly #completion: PartCompletion
  readonly #keys = new Map<number, PresentPart>()
  readonly #sellerNumbers = new Map<string, NewSellerPart>()

  /** @param rows all that are planned. */
  constructor(kind: ImportKind, present: Present, { rules, rows }: { rules: PartRules; rows: readonly PlannedRow[] }) {
    this.kind = kind
    this.present = present
    this.#rules = rules
    this.#newParts = new NewParts(rows.flatMap((row) => (createsPart(row, rules) ? row.row : [])))
    this.#doubtful = new DoubtfulParts(this.#newParts, rules.update)
    this.#types = new PlannedTypes(this.plan, present, rules.createTypes)
    const { partChanges: changes } = this.plan
    this.#completion = new PartCompletion(kind, { update: rules.update, changes, types: this.#types })
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
      const doubt = this.#doubtful.ofPresent(planned.row, part)
      if (doubt !== null) return doubted(planned, doubt)
      planned.part = part.id
      warnOfOtherNumber(planned, part)
      return part.id
    }
    if (!creates && match.state === 'ambiguous') {
      planned.problems.error(
        'MATCH_NEEDED',
        null,
        match.candidates.length === 1
          ? '1 part may be meant, but not surely: choose it, or create a new one'
          : `${match.candidates.length} parts may be meant: choose one, or create a new one`,
      )
      return null
    }
    if (!creates && !this.#rules.createParts) {
      const label = labelOf(fields)
      const named = label === null ? 'the row' : shown(label)
      planned.problems.error('MATCH_NEEDED', null, `No part fits ${named}: choose one, or create it`)
      return null
    }
    const made = this.#newParts.of(planned.row)
    if (made === undefined) {
      if (this.#newParts.withNumber(fields).length > 0) return doubted(planned, this.#doubtful.ofNew(planned.row))
      planned.problems.error(
        'REQUIRED_FIELD',
        'mpn',
        'The row names no part: give a part number, a value or a description',
      )
      return null
    }
    planned.part = this.#newPart(made, planned)
    return planned.part
  }

  #newPart(made: Made, planned: PlannedRow): Ref {
    const { fields } = planned.row
    const known = made.ref
    if (known !== null) {
      const part = this.plan.parts[placeOfNew(known) ?? 0]
      if (part === undefined) throw new Error('the plan of an import has lost a part')
      this.#completion.completeNew(known, part, planned)
      noteWords(part, planned.row)
      return known
    }
    const facts = partFacts(fields, this.kind)
    const type = facts.type === null ? null : this.#types.of(facts.type, planned)
    const label = `row ${planned.row.rowNo}`
    const description = facts.texts.description ?? labelOf(fields) ?? label
    const part: NewPart = { ...facts, type, label, description, calledBy: new Map() }
    noteWords(part, planned.row)
    const ref = refOfNew(this.plan.parts.push(part) - 1)
    made.ref = ref
    this.#completion.begin(ref, planned)
    planned.effect({ op: 'create', entity: 'part', ref: part.label, field: 'description', to: description })
    return ref
  }

  /** The part that the file creates and that such fields mean without creating it, once all rows are planned. */
  newPartMeant(fields: RowFields): Alternate | null {
    const ref = this.#newParts.meantBy(fields)?.ref ?? null
    return ref === null ? null : { ref, name: this.label(ref) }
  }

  /** Whether the file creates a part with the number of such fields, too. */
  hasNewWithNumber(fields: RowFields): boolean {
    return this.#newParts.withNumber(fields).some(({ ref }) => ref !== null)
  }

  /** Fills or overwrites fields of a part that is there. */
  complete(ref: Ref, planned: PlannedRow): void {
    const part = this.#keys.get(ref)
    // What a row with the number of another part says may be of that one.
    if (part === undefined || (planned.hasOtherNumber && this.#rules.update === 'fill')) return
    this.#completion.completePresent(part, planned)
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
      if (this.present.sellerParts.has(key)) continue
      const { link: given } = planned.row.fields
      const link = given !== undefined && !isPeer(this.kind) && isLinkable(given) ? given : null
      const known = this.#sellerNumbers.get(key)
      if (known !== undefined) {
        this.#completeLink(known, { part, link, number, planned })
        continue
      }
      const added = { part, seller, number, link }
      this.#sellerNumbers.set(key, added)
      this.plan.sellerParts.push(added)
      planned.effect({ op: 'create', entity: 'seller_part', ref: this.label(part), field: name, to: number })
    }
  }

  /** A later row of the file may have the link of a number that an earlier one has. */
  #completeLink(
    known: NewSellerPart,
    { part, link, number, planned }: { part: Ref; link: string | null; number: string; planned: PlannedRow },
  ): void {
    if (link === null || known.link !== null || known.part !== part) return
    known.link = link
    planned.effect({
      op: 'change',
      entity: 'seller_part',
      ref: `${this.label(part)} ${number}`,
      field: 'link',
      to: link,
    })
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

/** A key and the number of a seller are believed, but the maker's number beside them may show that they are a slip. */
function warnOfOtherNumber(planned: PlannedRow, { key, manufacturer_code: own }: PresentPart): void {
  const { row, problems } = planned
  const { reason, part_key } = row.match
  const { mpn, is_damaged } = row.fields
  if (mpn === undefined || is_damaged === true || own === null || part_key !== key) return
  const named = reason === 'key' ? 'key' : reason === 'seller_number' ? "seller's number" : null
  if (named === null || normalisePartNumber(mpn) === normalisePartNumber(own)) return
  // Sellers leave endings off the number of the maker, or add some.
  if (reason === 'seller_number' && fitsNumber(mpn, own)) return
  const text = `mpn: ${shown(mpn)} is not ${shown(own)}, the number of ${key}: check the ${named}`
  problems.warn('MAKER_DIFFERS', 'mpn', text)
  planned.hasOtherNumber = true
}

/** Whether a row creates its part, or adds to one that the file creates. */
function createsPart({ row, hasErrors }: PlannedRow, { createParts }: PartRules): boolean {
  const { decision, match, fields } = row
  if (hasErrors || fields.dnp === true) return false
  if (decision !== null) return 'action' in decision && decision.action === 'create'
  return createParts && match.part_key === null && match.state === 'none'
}

function doubted({ problems }: PlannedRow, doubt: string): null {
  problems.error(
    'MATCH_NEEDED',
    'manufacturer',
    `manufacturer: ${doubt}: give the maker of this row, or choose its part`,
  )
  return null
}
