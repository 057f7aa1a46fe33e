import pLimit from 'p-limit'
import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import type { PartSearch, SearchHit } from '../../../stock/part-search/part-search.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import type { Candidate, Match } from '../model.ts'

/** Searches of one request, and how many of them run at once. */
const MOST_SEARCHES = 100
const AT_ONCE = 4
const MOST_CANDIDATES = 5
const MOST_WORDS = 8
/** Of the best part that has all words, and of the best one that lacks one of them; each next one is less. */
const ALL_WORDS = 0.6
const SOME_WORDS = 0.45
const STEP = 0.02
const SHORT_DESCRIPTION = 200

interface Row {
  row_no: number
  fields: RowFields
  match: Match
  decision: unknown
}

/** Suggests parts by their wording, for rows for which no rule has found one. It decides nothing. */
export class WordingCandidates {
  readonly #search: Pick<PartSearch, 'search'>

  constructor(search: Pick<PartSearch, 'search'>) {
    this.#search = search
  }

  /** @returns the candidates of those rows that have some, by row number. */
  async find(rows: readonly Row[]): Promise<Map<number, Candidate[]>> {
    let left = MOST_SEARCHES
    const search = async (q: string) => {
      if (left <= 0) return null
      left--
      return this.#hits(q)
    }
    const limited = pLimit(AT_ONCE)
    const found = new Map<number, Candidate[]>()
    await limited.map(rows.filter(needsWording), async ({ row_no, fields }) => {
      const whole = await search(queryOf(fields))
      if (whole === null) return
      const [shorter] = whole.hits.length > 0 ? [] : whole.alternatives
      const rest = shorter === undefined ? null : await search(shorter.q)
      const candidates = [...toCandidates(whole.hits, ALL_WORDS), ...toCandidates(rest?.hits ?? [], SOME_WORDS)]
      if (candidates.length > 0) found.set(row_no, candidates)
    })
    return found
  }

  /** The hits of a search; a text that the search refuses finds nothing. */
  async #hits(q: string) {
    const request = {
      q,
      limit: MOST_CANDIDATES,
      cursor: null,
      sort: 'relevance',
      facets: [],
      isInternal: true,
    } as const
    try {
      return await this.#search.search(request)
    } catch (error) {
      if (error instanceof DomainError) return null
      throw error
    }
  }
}

function needsWording({ match, decision, fields }: Row): boolean {
  return match.state === 'none' && match.candidates.length === 0 && decision === null && queryOf(fields) !== ''
}

/** Words of a row without the marks that mean something to the search. */
function queryOf({ mpn, value, package: size, name, description }: RowFields): string {
  const text = [value ?? mpn, size, description ?? name].filter((each) => each !== undefined).join(' ')
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}.,%/+µΩ-]*/gu) ?? []
  return [...new Set(words.map((word) => word.replace(/[.,/+-]+$/, '')))].slice(0, MOST_WORDS).join(' ')
}

function toCandidates(hits: readonly SearchHit[], best: number): Candidate[] {
  return hits.slice(0, MOST_CANDIDATES).map(({ key, part }, place) => ({
    part_key: key,
    description: part.description.slice(0, SHORT_DESCRIPTION),
    manufacturer_code: part.manufacturer_code,
    score: Math.round((best - place * STEP) * 100) / 100,
    reason: 'wording',
  }))
}
