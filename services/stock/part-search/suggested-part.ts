import type { ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import type { FoundPart, FoundPlace } from './found-part.ts'
import { shortened } from './shortened-description.ts'

/** A suggestion shows so many places of a part. */
const MOST_PLACES = 3

export interface SuggestedPart {
  key: string
  manufacturer_code: string | null
  /** Of a long one the piece around the first match. */
  description: string
  type_name: string | null
  package: string | null
  total_quantity: number
  locations: FoundPlace[]
  cover_url: string | null
  matched: ShownMatch[]
}

/** Texts of a part that a suggestion shows; places are shown by themselves. */
const SHOWN: ReadonlySet<string> = new Set([
  'key',
  'manufacturer_code',
  'description',
  'type_name',
  'package',
  'locations',
])

/** A part as it is suggested. @param matched why it matches. */
export function suggested(part: FoundPart, matched: readonly ShownMatch[]): SuggestedPart {
  return {
    key: part.key,
    manufacturer_code: part.manufacturer_code,
    ...shortened(
      part.description,
      matched.filter(({ field }) => SHOWN.has(field)),
    ),
    type_name: part.type_name,
    package: part.package,
    total_quantity: part.total_quantity,
    locations: part.places.slice(0, MOST_PLACES),
    cover_url: part.cover_url,
  }
}
