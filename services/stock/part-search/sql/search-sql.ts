import type { ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import type { FacetName } from '../../../catalogue/search-rules/query/facet-filter.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import { RULES_VERSION } from '../../../catalogue/search-rules/rules-version.ts'
import type { Position } from '../position.ts'
import type { SoughtCompletion } from '../probe.ts'
import { candidatesSql, RANKED } from './candidates-sql.ts'
import { completionRows } from './completion-sql.ts'
import type { SqlContext } from './condition.ts'
import { facetsSql } from './facet-sql.ts'
import { filterSql, filterTokens } from './filter-sql.ts'
import { FINGERPRINT } from './fingerprint-sql.ts'
import { firstPageSql } from './first-page-sql.ts'
import { type Content, foundPartsSql } from './found-part-sql.ts'
import { IS_OTHER_MOMENT, MOMENT, momentStep } from './moment-sql.ts'
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

/** Facets count up to so many matches. */
export const COUNTED_BY_FACETS = 10_000
/** Matches are counted up to this number. */
export const COUNTED = 1000

/** In which order hits are listed. */
export type Order = 'relevance' | 'newest' | 'stock'

/** What is asked besides while a query is being typed. */
export interface Typing {
  /** The state of the database of which the answer is at hand: nothing else is looked for in it. Empty for none. */
  knownMoment: string
  sought: readonly SoughtCompletion[]
  /** Tsqueries of terms that very many parts are likely to match. */
  likely: readonly string[]
  /** Whether many parts are likely to pass one of some tests. */
  isCommon: (tests: readonly Test[]) => boolean
}

/** A term that very many parts match is matched by some of so many new ones. */
const NEWEST = 3000

/** SQL for whether something is found, or some of the newest parts match each of the terms. */
function areMatchedSql({ likely }: Typing, condition: string, { parameters }: SqlContext): string {
  if (likely.length === 0) return 'true'
  return `(not (${condition}) or exists (select from page) or not exists (
    select from unnest(${parameters.addOwn(likely, 'tsquery[]')}) term (query)
     where not exists (
       select from (select p.id from parts p order by p.created_at desc, p.id desc limit ${NEWEST}) w
        cross join lateral (
          select from part_search_documents d where d.part_id = w.id and d.tokens @@ term.query offset 0) matching)))`
}

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

/** SQL for whether anything is to be looked for. */
function isLookedFor({ typing }: SearchSql): string {
  return typing ? IS_OTHER_MOMENT : 'true'
}

/** The first CTE of what is asked while a query is being typed. */
function momentSteps({ typing }: SearchSql, { parameters }: SqlContext): string {
  return typing ? `${momentStep(parameters.add(typing.knownMoment, 'text'))},` : ''
}

/** SQL of what is answered besides while a query is being typed. @param isPage SQL for whether the page was found. */
function typingSql(search: SearchSql, isPage: string, context: SqlContext): string {
  const { typing } = search
  if (!typing) return ''
  const condition = isLookedFor(search)
  const sought = context.parameters.addOwn(JSON.stringify(typing.sought), 'text')
  const completions =
    typing.sought.length === 0
      ? `'[]'::json`
      : `(select coalesce(json_agg(json_build_array(c.place, c.text)), '[]')
            from (${completionRows(sought, condition)}) c (kind, place, text))`
  return `, case when ${condition} then ${FINGERPRINT} end as fingerprint, ${completions} as completions,
       ${areMatchedSql(typing, condition, context)} as are_matched, ${isPage} as is_page`
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
       ${search.typing ? '(select moment from moment)' : MOMENT} as moment${typingSql(search, isPage, context)}`
}

function equalSql(resolved: ResolvedQuery, context: SqlContext): string | null {
  const equal = equalConditions(resolved, context)
  return equal && idsSql(equal, [], context)
}

function byRelevance(search: SearchSql, context: SqlContext): string {
  const { resolved, facets } = search
  const most = facets.length > 0 ? COUNTED_BY_FACETS : RANKED
  const rank = rankSql(resolved, context)
  const matching = idsSql(termConditions(resolved, context), otherConditions(resolved, context), context)
  const areAll = search.isShort ? `(select n from counted) <= ${most}` : 'true'
  const candidates =
    search.isNarrow || search.isShort
      ? `candidates as materialized (select part_id from matching where ${areAll})`
      : candidatesSql(most, equalSql(resolved, context))
  const looked = search.typing ? `select part_id from (${matching} offset 0) m where ${isLookedFor(search)}` : matching
  return `with ${momentSteps(search, context)} matching as materialized (${looked}),
    counted as materialized (select count(*)::int as n from matching),
    ${candidates},
    ${rankedSql(rank, search, context)},
    ${pageSql('select * from ranked', search, context)}
    ${answer(search, context, areAll)}`
}

/** The same for the first page of a query that is known to have many matches: not all of them are looked at, if possible. */
function firstOfMany(search: SearchSql, context: SqlContext): string | null {
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
      condition: isLookedFor(search),
    },
    context,
  )
  if (first === null) return null
  const { isFew, isSure, matches } = first
  const ofFew = `select part_id from few where ${isFew}`
  const candidates = search.isShort
    ? `candidates as materialized (${ofFew} union select part_id from better)`
    : `matching as materialized (
      ${ofFew}
      union all
      select part_id from (${idsSql(terms, others, context)} offset 0) m where not (${isFew}) and not ${isSure}),
    ${candidatesSql(RANKED, equalSql(resolved, context), ['select part_id from better'])}`
  return `with ${momentSteps(search, context)} ${first.text},
    ${candidates},
    ${rankedSql(rank, search, context, { matches, worst: '(select rank from last)' })},
    ${pageSql(
      `select * from ranked
       union all
       select part_id, created_at, rank from walked where ${isSure} and part_id not in (select part_id from better)`,
      search,
      context,
    )}
    ${answer(search, context, search.isShort ? `(${isFew} or ${isSure})` : 'true')}`
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
  return `with ${momentSteps(search, context)} ${counted},
    ${candidates}
    chosen as materialized (${chosen}),
    page as materialized (
      select c.part_id, c.place, ${isRanked ? rank : 'null::int8'} as rank
        from chosen c ${isRanked ? `join part_search_documents d on d.part_id = c.part_id ${steps} ${stock}` : ''})
    ${answer(search, context)}`
}

/** The statement of a search. It answers one row of `FoundParts`. */
export function searchSql(search: SearchSql, { names, parameters }: SqlContext): string {
  const context: SqlContext = { names, parameters, ...(search.typing && { isCommon: search.typing.isCommon }) }
  if (search.order !== 'relevance') return bySimpleOrder(search, context)
  return (search.isBroad ? firstOfMany(search, context) : null) ?? byRelevance(search, context)
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
