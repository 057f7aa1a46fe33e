import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { FACETS, type FacetName } from '../../../services/catalogue/search-rules/query/facet-filter.ts'
import { type Include, parseInclude } from '../../../services/overviews/part-list/part-list.ts'
import { SORTS, type Sort } from '../../../services/stock/part-search/part-search.ts'

export const MAX_FACETS_LENGTH = 200
export const MAX_FACETS_TOKENS = 10

/** Makes the refusal of a parameter: its name, and what to mend. */
export type Refuse = (field: string, message: string) => DomainError

/** Refuses texts with the character U+0000, which the database cannot take. @param query as it came. */
export function refuseNul(query: unknown, refuse: Refuse): void {
  for (const [name, value] of Object.entries(Object(query))) {
    if (String(value).includes('\0')) throw refuse(name, 'must not contain the character U+0000')
  }
}

/** Reads a whole number. @throws what `refuse` makes for another text. */
export function parseLimit(
  text: string | undefined,
  { least, most, absent }: { least: number; most: number; absent: number },
  refuse: Refuse,
): number {
  if (text === undefined) return absent
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < least || value > most) {
    throw refuse('limit', `must be an integer from ${least} to ${most}`)
  }
  return value
}

/** Reads the order of hits. */
export function parseSort(text: string | undefined, refuse: Refuse): Sort {
  const sort = SORTS.find((name) => name === (text ?? 'relevance'))
  if (sort === undefined) throw refuse('sort', `must be one of ${SORTS.join(', ')}`)
  return sort
}

/** Reads names of facets, separated by commas; blanks and repetitions do not matter. */
export function parseFacets(text: string | undefined, refuse: Refuse): FacetName[] {
  const names = (text ?? '').split(',')
  if ((text ?? '').length > MAX_FACETS_LENGTH)
    throw refuse('facets', `must have at most ${MAX_FACETS_LENGTH} characters`)
  if (names.length > MAX_FACETS_TOKENS) throw refuse('facets', `must have at most ${MAX_FACETS_TOKENS} values`)
  const wanted = new Set<FacetName>()
  for (const name of names.map((raw) => raw.trim()).filter((each) => each !== '')) {
    const known = FACETS.find((facet) => facet === name)
    if (known === undefined) throw refuse('facets', `has the unknown value "${name}"; known are ${FACETS.join(', ')}`)
    wanted.add(known)
  }
  return [...wanted]
}

/** Reads the `include` parameter as the list of parts does. */
export function parseSearchInclude(text: string | undefined, refuse: Refuse): Set<Include> {
  try {
    return parseInclude(text)
  } catch (error) {
    throw error instanceof DomainError ? refuse('include', error.message) : error
  }
}
