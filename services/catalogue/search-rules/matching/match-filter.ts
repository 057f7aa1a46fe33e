import type { SearchedPart } from '../document/searched-part.ts'
import type { FilterRule, IntegerSpan } from '../query/search-query.ts'
import { passesNames, sellerSubject, typeSubject } from './match-name.ts'
import { placesOf } from './match-test.ts'
import type { Subject } from './subject.ts'

function isWithin({ low, high }: IntegerSpan, number: number): boolean {
  return (low === null || number >= low) && (high === null || number <= high)
}

/** What filters ask about a part that its document does not say. */
export interface FilterFacts {
  part: SearchedPart
  subject: Subject
  typeName: string | null
  sellers: readonly string[]
  places: readonly { box_no: number; loc_no: number; qty: number }[]
  hasDocument: boolean
  hasCover: boolean
}

function has({ part, sellers, places, hasDocument, hasCover }: FilterFacts, what: string): boolean {
  const answers: Record<string, boolean> = {
    stock: places.length > 0,
    document: hasDocument,
    cover: hasCover,
    number: part.manufacturer_code !== null,
    maker: part.manufacturer !== null,
    seller: sellers.length > 0,
    tag: (part.tags ?? []).length > 0,
  }
  return answers[what] ?? false
}

/** Whether a part is what a filter asks for. What the database decides by joins is decided here the same way. */
export function passesFilter(rule: FilterRule, facts: FilterFacts): boolean {
  const { part, subject, typeName, sellers, places } = facts
  switch (rule.on) {
    case 'type':
      return typeName !== null && passesNames(rule.names, typeSubject(typeName))
    case 'seller':
      return sellers.some((seller) => passesNames(rule.names, sellerSubject(seller)))
    case 'document':
      return rule.tests.some((test) => placesOf(subject, test).length > 0)
    case 'written':
      return rule.texts.includes(String(part[rule.column] ?? '').toLowerCase())
    case 'key':
      return rule.keys.includes(part.key)
    case 'box':
      return places.some(({ box_no }) => rule.spans.some((span) => isWithin(span, box_no)))
    case 'place':
      return places.some(({ box_no, loc_no }) =>
        rule.places.some(({ box, location }) => box === box_no && location === loc_no),
      )
    case 'stock':
      return rule.spans.some((span) =>
        isWithin(
          span,
          places.reduce((total, { qty }) => total + qty, 0),
        ),
      )
    case 'pins':
      return part.pin_count !== null && rule.spans.some((span) => isWithin(span, part.pin_count ?? 0))
    case 'has':
      return rule.what.some((what) => has(facts, what))
  }
}
