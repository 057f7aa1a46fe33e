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
import { MOMENT } from './moment-sql.ts'
import { allOf, PARTS, partsOf } from './parts-sql.ts'
import { rankSql } from './rank-sql.ts'
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
}

function otherConditions(resolved: ResolvedQuery, context: SqlContext): string[] {
  return [...exclusionConditions(resolved, context), ...resolved.filters.map((filter) => filterSql(filter, context))]
}

function whereOf(resolved: ResolvedQuery, context: SqlContext): string[] {
  return [...termSql(termConditions(resolved, context), context), ...otherConditions(resolved, context)]
}

/** SQL that selects the ids of all parts that fulfil conditions. */
function idsSql({ tokens, others }: TermConditions, rest: readonly string[], { parameters }: SqlContext): string {
  const where = [...others, ...rest]
  if (tokens === null) return `select p.id as part_id from ${PARTS} where ${allOf(where)}`
  const found = `search_document_ids(${parameters.add(tokens, 'tsquery')}) as m (part_id)`
  if (where.length === 0) return `select m.part_id from ${found}`
  return `select m.part_id from ${found} join parts p on p.id = m.part_id
            join part_search_documents d on d.part_id = m.part_id where ${allOf(where)}`
}

function answer({ resolved, order, facets, content }: SearchSql, { names }: SqlContext): string {
  const tests = resolved.groups.flatMap(({ alternatives }) => alternatives.flatMap((alternative) => alternative.tests))
  const isStockShown = order === 'stock' || tests.some(({ on }) => on === 'place')
  const isSellerShown = tests.some((test) => test.on === 'seller_number' || names.sellers.idsPassing(test).length > 0)
  return `select (select n from counted) as total,
       exists (select from part_search_documents where rules < ${RULES_VERSION}) as is_incomplete,
       (${foundPartsSql(content, { isStockShown, isSellerShown })}) as parts,
       ${facetsSql(facets, 'candidates')} as facets, ${MOMENT} as moment`
}

function behind(after: Position | null, { parameters }: SqlContext): string {
  if (after?.order !== 'relevance') return ''
  return ` and (rank, -extract(epoch from created_at), -part_id) >
            (${parameters.add(after.rank, 'int8')}, -extract(epoch from ${parameters.add(after.created, 'timestamptz')}),
             -${parameters.add(after.id, 'int')})`
}

function rankedSql(steps: string, rank: string): string {
  return `ranked as materialized (
      select d.part_id, p.created_at, ${rank} as rank
        from candidates c
        -- One by one: the planner takes the candidates for many, and would read both tables.
        cross join lateral (select * from part_search_documents d where d.part_id = c.part_id offset 0) d
        cross join lateral (select p.created_at from parts p where p.id = c.part_id offset 0) p
        ${steps})`
}

function pageSql(source: string, { limit, after }: SearchSql, context: SqlContext): string {
  return `page as materialized (
      select part_id, rank, row_number() over (order by rank, created_at desc, part_id desc) as place
        from (${source}) r where rank is not null${behind(after, context)}
       order by rank, created_at desc, part_id desc limit ${context.parameters.add(limit, 'int')})`
}

function equalSql(resolved: ResolvedQuery, context: SqlContext): string | null {
  const equal = equalConditions(resolved, context)
  return equal && idsSql(equal, [], context)
}

function byRelevance(search: SearchSql, context: SqlContext): string {
  const { resolved, facets } = search
  const most = facets.length > 0 ? COUNTED_BY_FACETS : RANKED
  const { steps, rank } = rankSql(resolved, context)
  const matching = idsSql(termConditions(resolved, context), otherConditions(resolved, context), context)
  const candidates = search.isNarrow
    ? 'candidates as materialized (select part_id from matching)'
    : candidatesSql(most, equalSql(resolved, context))
  return `with matching as materialized (${matching}),
    counted as materialized (select count(*)::int as n from matching),
    ${candidates},
    ${rankedSql(steps, rank)},
    ${pageSql('select * from ranked', search, context)}
    ${answer(search, context)}`
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
    { tokens, rank, limit, isCounted, others, within: filterTokens(resolved.filters, context) },
    context,
  )
  if (first === null) return null
  const { isFew, isSure } = first
  return `with ${first.text},
    matching as materialized (
      select part_id from few where ${isFew}
      union all
      select part_id from (${idsSql(terms, others, context)} offset 0) m where not (${isFew}) and not ${isSure}),
    ${candidatesSql(RANKED, equalSql(resolved, context), ['select part_id from better'])},
    ${rankedSql(rank.steps, rank.rank)},
    ${pageSql(
      `select * from ranked
       union all
       select part_id, created_at, rank from walked where ${isSure} and part_id not in (select part_id from better)`,
      search,
      context,
    )}
    ${answer(search, context)}`
}

function bySimpleOrder(search: SearchSql, context: SqlContext): string {
  const { resolved, order, limit, facets, after, isCounted } = search
  const { parameters } = context
  const where = whereOf(resolved, context)
  const { steps, rank } = rankSql(resolved, context)
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
  return `with ${counted},
    ${candidates}
    chosen as materialized (${chosen}),
    page as materialized (
      select c.part_id, c.place, ${isRanked ? rank : 'null::int8'} as rank
        from chosen c ${isRanked ? `join part_search_documents d on d.part_id = c.part_id ${steps}` : ''})
    ${answer(search, context)}`
}

/** The statement of a search. It answers one row of `FoundParts`. */
export function searchSql(search: SearchSql, context: SqlContext): string {
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
