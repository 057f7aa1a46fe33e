import type { ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import type { FacetName } from '../../../catalogue/search-rules/query/facet-filter.ts'
import { RULES_VERSION } from '../../../catalogue/search-rules/rules-version.ts'
import type { Position } from '../position.ts'
import { candidatesSql, RANKED } from './candidates-sql.ts'
import type { SqlContext } from './condition.ts'
import { facetsSql } from './facet-sql.ts'
import { filterSql, filterTokens } from './filter-sql.ts'
import { firstPageSql } from './first-page-sql.ts'
import { type Content, foundPartsSql } from './found-part-sql.ts'
import { type Led, type LedSql, ledBy } from './led-sql.ts'
import { MOMENT } from './moment-sql.ts'
import { allOf, PARTS, partsOf } from './parts-sql.ts'
import { rankSql } from './rank-sql.ts'
import { pageSql, rankedSql } from './ranked-sql.ts'
import {
  equalConditions,
  exclusionConditions,
  type TermConditions,
  termConditions,
  termSql,
} from './term-conditions.ts'
import { isLookedFor, momentSteps, type Typing, typingSql } from './typing-sql.ts'

/** Facets count up to so many matches. */
export const COUNTED_BY_FACETS = 10_000
/** Matches are counted up to this number. */
export const COUNTED = 1000

/** In which order hits are listed. */
export type Order = 'relevance' | 'newest' | 'stock'

export interface SearchSql {
  resolved: ResolvedQuery
  order: Order
  /** Parts of the page, and one more where it is to be seen whether there are others. */
  limit: number
  facets: readonly FacetName[]
  /** Behind which part the page begins; null for the first one. */
  after: Position | null
  /** Whether many parts match each of the terms. */
  isBroad: boolean
  /** Whether few parts match one of the terms: all matches are put in order then. */
  isNarrow: boolean
  content: Content
  /** Whether it matters how many matches there are. */
  isCounted: boolean
  /**
   * Whether another statement may follow where this one does not find the page, while a query is being typed. Most of the steps for
   * thousands of matches are not in its text then, which take their time also where they find nothing.
   */
  isShort?: boolean
  typing?: Typing
}

function otherConditions(resolved: ResolvedQuery, context: SqlContext): string[] {
  return [...exclusionConditions(resolved, context), ...resolved.filters.map((filter) => filterSql(filter, context))]
}

function whereOf(resolved: ResolvedQuery, context: SqlContext): string[] {
  return [...termSql(termConditions(resolved, context), context), ...otherConditions(resolved, context)]
}

/** SQL that selects the ids of all parts that fulfil conditions. */
function idsSql({ tokens, others, ids }: TermConditions, rest: readonly string[], { parameters }: SqlContext): string {
  const where = [...others, ...rest]
  if (ids !== null && rest.length === 0) return ids
  if (tokens === null) return `select p.id as part_id from ${PARTS} where ${allOf(where)}`
  const found = `search_document_ids(${parameters.add(tokens, 'tsquery')}) as m (part_id)`
  if (where.length === 0) return `select m.part_id from ${found}`
  return `select m.part_id from ${found} join parts p on p.id = m.part_id
            join part_search_documents d on d.part_id = m.part_id where ${allOf(where)}`
}

function answer(search: SearchSql, context: SqlContext, isPage = 'true'): string {
  const { resolved, order, facets, content } = search
  const { names } = context
  const tests = resolved.groups.flatMap(({ alternatives }) => alternatives.flatMap((alternative) => alternative.tests))
  const isStockShown = order === 'stock' || tests.some(({ on }) => on === 'place')
  const isSellerShown = tests.some((test) => test.on === 'seller_number' || names.sellers.idsPassing(test).length > 0)
  return `select (select n from counted) as total,
       ${search.typing ? 'false' : `exists (select from part_search_documents where rules < ${RULES_VERSION})`} as is_incomplete,
       (${foundPartsSql(content, { isStockShown, isSellerShown })}) as parts,
       ${facetsSql(facets, 'candidates')} as facets,
       ${search.typing ? '(select moment from moment)' : MOMENT} as moment${typingSql(search.typing, isPage, context)}`
}

function equalSql(resolved: ResolvedQuery, context: SqlContext): string | null {
  const equal = equalConditions(resolved, context)
  return equal && idsSql(equal, [], context)
}

/** SQL of the parts that match, with the step that it needs before. */
interface MatchingSql {
  step: string
  ids: string
  /** SQL for whether these are all. */
  areAll: string
}

function matchingSql(search: SearchSql, led: LedSql | null, context: SqlContext): MatchingSql {
  const { resolved } = search
  const looked = (ids: string, condition: string) => `select part_id from (${ids} offset 0) m where ${condition}`
  const all = () => idsSql(termConditions(resolved, context), otherConditions(resolved, context), context)
  const condition = isLookedFor(search.typing)
  if (led === null) return { step: '', ids: search.typing ? looked(all(), condition) : all(), areAll: 'true' }
  const { text, areAll, ids } = led
  // Where another statement follows, it looks for the others.
  const others = search.isShort ? '' : ` union all ${looked(all(), `${condition} and not (${areAll})`)}`
  return { step: `${text},`, ids: `${ids}${others}`, areAll: search.isShort ? areAll : 'true' }
}

function byRelevance(search: SearchSql, context: SqlContext, led: LedSql | null = null): string {
  const { resolved, facets } = search
  const most = facets.length > 0 ? COUNTED_BY_FACETS : RANKED
  const rank = rankSql(resolved, context)
  const matching = matchingSql(search, led, context)
  const areAll = search.isShort ? allOf([matching.areAll, `(select n from counted) <= ${most}`]) : 'true'
  const candidates =
    search.isNarrow || search.isShort
      ? `candidates as materialized (select part_id from matching where ${areAll})`
      : candidatesSql(most, equalSql(resolved, context))
  return `with ${momentSteps(search.typing, context)} ${matching.step} matching as materialized (${matching.ids}),
    counted as materialized (select count(*)::int as n from matching),
    ${candidates},
    ${rankedSql(rank, search, context)},
    ${pageSql('select * from ranked', search, context)}
    ${answer(search, context, areAll)}`
}

/** The same for the first page of a query that is known to have many matches: not all of them are looked at, if possible. */
function firstOfMany(search: SearchSql, context: SqlContext, led: Led | null): string | null {
  const { resolved, facets, after, limit, isCounted } = search
  const terms = termConditions(resolved, context)
  const others = otherConditions(resolved, context)
  // What filters leave is counted by looking at all of it.
  const isPlain = facets.length === 0 && after === null && limit > 0 && (others.length === 0 || !isCounted)
  if (!isPlain) return null
  const rank = rankSql(resolved, context)
  const tokens = terms.others.length === 0 ? terms.tokens : null
  const first = firstPageSql(
    resolved,
    {
      tokens,
      rank,
      limit,
      isCounted,
      others,
      within: filterTokens(resolved.filters, context),
      condition: isLookedFor(search.typing),
      isReached: led?.isReached ?? null,
    },
    context,
  )
  if (first === null) return null
  const { isFew, isSure, matches } = first
  const ofFew = `select part_id from few where ${isFew}`
  const otherwise = `not (${isFew}) and not ${isSure}`
  const { text, ids, areAll } = led?.sql(otherwise) ?? { text: null, ids: null, areAll: 'false' }
  const ofLed = ids === null ? '' : `union all ${ids}`
  const all = `select part_id from (${idsSql(terms, others, context)} offset 0) m where ${otherwise} and not (${areAll})`
  const candidates = search.isShort
    ? `candidates as materialized (${ofFew} union select part_id from better ${ofLed})`
    : `matching as materialized (
      ${ofFew} ${ofLed}
      union all
      ${all}),
    ${candidatesSql(RANKED, equalSql(resolved, context), ['select part_id from better'])}`
  return `with ${momentSteps(search.typing, context)} ${first.text},
    ${text === null ? '' : `${text},`}
    ${candidates},
    ${rankedSql(rank, search, context, { matches, worst: '(select rank from last)' })},
    ${pageSql(
      `select * from ranked
       union all
       select part_id, created_at, rank from walked where ${isSure} and part_id not in (select part_id from better)`,
      search,
      context,
    )}
    ${answer(search, context, search.isShort ? `(${isFew} or ${isSure} or ${areAll})` : 'true')}`
}

function bySimpleOrder(search: SearchSql, context: SqlContext): string {
  const { resolved, order, limit, facets, after, isCounted } = search
  const { parameters } = context
  const where = whereOf(resolved, context)
  const { steps, stock, rank } = rankSql(resolved, context)
  const isRanked = resolved.groups.length > 0
  const quantity = 'coalesce((select sum(l.qty) from part_locations l where l.part_id = p.id), 0)'
  const by = order === 'stock' ? `${quantity} desc, p.created_at desc, p.id desc` : 'p.created_at desc, p.id desc'
  const beyond: string[] = []
  if (after !== null && after.order !== 'relevance') {
    const time = parameters.add(after.created, 'timestamptz')
    const id = parameters.add(after.id, 'int')
    const next = `(p.created_at, p.id) < (${time}, ${id})`
    const stock = after.order === 'stock' ? parameters.add(after.stock, 'int8') : null
    beyond.push(stock === null ? next : `(${quantity} < ${stock} or (${quantity} = ${stock} and ${next}))`)
  }
  const from = `from ${partsOf(where)} where ${allOf(where)}`
  const most = facets.length > 0 ? COUNTED_BY_FACETS : isCounted ? COUNTED : limit
  // Of the newest matches, which are counted, the first ones are the first page: they are looked for once.
  const isFirst = order === 'newest' && after === null
  const counted =
    isFirst || facets.length > 0
      ? `matching as materialized (select p.id as part_id, p.created_at ${from} order by ${by} limit ${most + 1}),
    counted as materialized (select count(*)::int as n from matching)`
      : `counted as materialized (select count(*)::int as n from (select ${from} limit ${most + 1}) c)`
  const chosen = isFirst
    ? `select part_id, row_number() over (order by created_at desc, part_id desc) as place
        from matching order by created_at desc, part_id desc limit ${parameters.add(limit, 'int')}`
    : `select p.id as part_id, row_number() over (order by ${by}) as place
        from ${partsOf(where)} where ${allOf([...where, ...beyond])} order by ${by} limit ${parameters.add(limit, 'int')}`
  const candidates =
    facets.length === 0 ? '' : `candidates as materialized (select part_id from matching limit ${COUNTED_BY_FACETS}),`
  return `with ${momentSteps(search.typing, context)} ${counted},
    ${candidates}
    chosen as materialized (${chosen}),
    page as materialized (
      select c.part_id, c.place, ${isRanked ? rank : 'null::int8'} as rank
        from chosen c ${isRanked ? `join part_search_documents d on d.part_id = c.part_id ${steps} ${stock}` : ''})
    ${answer(search, context)}`
}

/** The statement of a search. It answers one row of `FoundParts`. */
export function searchSql(search: SearchSql, { names, parameters }: SqlContext): string {
  const { typing } = search
  const { isCommon, partsLikely } = typing ?? {}
  const context: SqlContext = { names, parameters, ...(isCommon && { isCommon }), ...(partsLikely && { partsLikely }) }
  if (search.order !== 'relevance') return bySimpleOrder(search, context)
  const led = ledOf(search, context)
  if (led?.areFew || (led && !search.isBroad)) return byRelevance(search, context, led.sql(isLookedFor(search.typing)))
  const ofMany = led?.isReached === null ? null : led
  return (search.isBroad ? firstOfMany(search, context, ofMany) : null) ?? byRelevance(search, context)
}

/** What leads. A statement that follows one that did not find the page looks for all terms at once. */
function ledOf(search: SearchSql, context: SqlContext): Led | null {
  const { resolved, isShort, limit } = search
  const isPlain = otherConditions(resolved, context).length === 0
  return isShort !== false && isPlain ? ledBy(resolved, limit, context) : null
}

/** The statement that counts the matches of several queries, up to the bound: `place` and `total` of each. */
export function countSql(queries: readonly ResolvedQuery[], context: SqlContext): string {
  return queries
    .map((resolved, place) => {
      const where = whereOf(resolved, context)
      return `
    select ${place} as place, (select count(*)::int from (
      select from ${partsOf(where)} where ${allOf(where)} limit ${COUNTED + 1}) c) as total`
    })
    .join(' union all ')
}
