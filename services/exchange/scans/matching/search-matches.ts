import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import type { Strength } from '../../../catalogue/search-rules/readings/answer-types.ts'
import type { PartSearch, SearchHit } from '../../../stock/part-search/part-search.ts'
import type { CodeMatch } from './matches.ts'

const MOST = 10
const MOST_PLACES = 20
const LONGEST_DESCRIPTION = 500
const SCORES: Readonly<Record<Strength, number>> = { equal: 0.6, whole: 0.55, start: 0.5, family: 0.45, typo: 0.3 }
const BY_FILTERS = 0.4

/** What the search finds for the words of a code. A text that it cannot read, or that takes too long, finds nothing. */
export async function searchMatches(search: PartSearch, words: string): Promise<CodeMatch[]> {
  try {
    // A sign in front of a code leaves nothing out.
    const q = words.replace(/^[-\u2010-\u2015\u2212\s]+/, '')
    const request = { q, limit: MOST, cursor: null, sort: 'relevance', facets: [], isInternal: true } as const
    const { hits } = await search.search(request)
    return hits.map(toMatch)
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

function toMatch({ id, key, strength, part }: SearchHit): CodeMatch {
  const { manufacturer_code, manufacturer, description, cover_url, total_quantity, places } = part
  const short =
    [...description].length > LONGEST_DESCRIPTION
      ? `${[...description].slice(0, LONGEST_DESCRIPTION - 1).join('')}…`
      : description
  return {
    id,
    key,
    // Only parts that are sure are proposed for a place, and these are not.
    type_id: null,
    manufacturer_code,
    manufacturer,
    part: { key, manufacturer_code, description: short, cover_url, total_quantity },
    locations: places.slice(0, MOST_PLACES).map(({ box_no, loc_no, qty }) => ({ box_no, loc_no, qty })),
    seller_id: null,
    reason: 'search',
    score: strength === null ? BY_FILTERS : SCORES[strength],
  }
}
