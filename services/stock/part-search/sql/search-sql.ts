import type { ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import type { FacetName } from '../../../catalogue/search-rules/query/facet-filter.ts'
import { RULES_VERSION } from '../../../catalogue/search-rules/rules-version.ts'
import type { Position } from '../position.ts'
import type { SqlContext } from './condition.ts'
import { facetsSql } from './facet-sql.ts'
import { filterSql } from './filter-sql.ts'
import { FOUND_PART } from './found-part-sql.ts'
import { rankSql } from './rank-sql.ts'
import {
  equalConditions,
  exclusionConditions,
  type TermConditions,
  termConditions,
  termSql,
} from './term-conditions.ts'

/** Up to so many matches are all put in order; of more, so many are. */
export const RANKED = 5000
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
}

const PARTS = 'parts p join part_search_documents d on d.part_id = p.id'
const IN_STOCK = 'exists (select from part_locations l where l.part_id = p.id)'

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

function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join('\n and ')
}

function answer(facets: readonly FacetName[], { parameters }: SqlContext): string {
  return `select (select n from counted) as total,
       exists (select from part_search_documents where rules < ${parameters.add(RULES_VERSION, 'int')}) as is_incomplete,
       (select coalesce(json_agg(f order by f.place), '[]') from (
          select f.place, ${FOUND_PART} from page f join parts p on p.id = f.part_id) f) as parts,
       ${facetsSql(facets, 'candidates')} as facets`
}

/**
 * All matches up to the bound; beyond it all that are equal, and the newest ones, those in stock first. The conditions
 * on the count come first in each part, so that nothing of it runs for a query with fewer matches.
 */
function candidatesSql(most: number, { resolved }: SearchSql, context: SqlContext): string {
  const isBroad = `(select n from counted) > ${most}`
  const equal = equalConditions(resolved, context)
  const newest = (stock: string) => `
      (select m.part_id from matching m join parts p on p.id = m.part_id where ${isBroad} and ${stock}
        order by p.created_at desc, p.id desc limit ${most})`
  const ofEqual =
    equal === null
      ? []
      : [
          `(select e.part_id from (${idsSql(equal, [], context)}) e
             where ${isBroad} and e.part_id in (select part_id from matching) limit ${most})`,
        ]
  return `
    stocked as materialized (${newest(IN_STOCK)}),
    others as materialized (
      select * from ${newest(`not ${IN_STOCK}`)} o
       limit greatest(${most} - (select count(*) from stocked), 0)),
    candidates as materialized (
      select part_id from matching where not ${isBroad}
      union ${[...ofEqual, 'select part_id from stocked', 'select part_id from others'].join(' union ')})`
}

function byRelevance(search: SearchSql, context: SqlContext): string {
  const { resolved, limit, facets, after } = search
  const { parameters } = context
  const most = facets.length > 0 ? COUNTED_BY_FACETS : RANKED
  const { steps, rank } = rankSql(resolved, context)
  const matching = idsSql(termConditions(resolved, context), otherConditions(resolved, context), context)
  const behind =
    after?.order === 'relevance'
      ? ` and (rank, -extract(epoch from created_at), -part_id) >
            (${parameters.add(after.rank, 'int8')}, -extract(epoch from ${parameters.add(after.created, 'timestamptz')}),
             -${parameters.add(after.id, 'int')})`
      : ''
  return `with matching as materialized (${matching}),
    counted as materialized (select count(*)::int as n from matching),
    ${candidatesSql(most, search, context)},
    ranked as materialized (
      select d.part_id, p.created_at, ${rank} as rank
        from candidates c
        -- One by one: the planner takes the candidates for many, and would read both tables.
        cross join lateral (select * from part_search_documents d where d.part_id = c.part_id offset 0) d
        cross join lateral (select p.created_at from parts p where p.id = c.part_id offset 0) p
        ${steps}),
    page as materialized (
      select part_id, rank, row_number() over (order by rank, created_at desc, part_id desc) as place
        from ranked where rank is not null${behind}
       order by rank, created_at desc, part_id desc limit ${parameters.add(limit, 'int')})
    ${answer(facets, context)}`
}

function bySimpleOrder(search: SearchSql, context: SqlContext): string {
  const { resolved, order, limit, facets, after } = search
  const { parameters } = context
  const where = whereOf(resolved, context)
  const { steps, rank } = rankSql(resolved, context)
  const isRanked = resolved.groups.length > 0
  const quantity = 'coalesce((select sum(l.qty) from part_locations l where l.part_id = p.id), 0)'
  const by = order === 'stock' ? `${quantity} desc, p.created_at desc, p.id desc` : 'p.created_at desc, p.id desc'
  const behind: string[] = []
  if (after !== null && after.order !== 'relevance') {
    const time = parameters.add(after.created, 'timestamptz')
    const id = parameters.add(after.id, 'int')
    const next = `(p.created_at, p.id) < (${time}, ${id})`
    const stock = after.order === 'stock' ? parameters.add(after.stock, 'int8') : null
    behind.push(stock === null ? next : `(${quantity} < ${stock} or (${quantity} = ${stock} and ${next}))`)
  }
  const from = `from ${PARTS} where ${allOf(where)}`
  const candidates =
    facets.length === 0
      ? ''
      : `candidates as materialized (select p.id as part_id ${from} order by ${by} limit ${COUNTED_BY_FACETS}),`
  const most = facets.length > 0 ? COUNTED_BY_FACETS : COUNTED
  return `with counted as materialized (
      select count(*)::int as n from (select ${from} limit ${most + 1}) c),
    ${candidates}
    chosen as materialized (
      select p.id as part_id, row_number() over (order by ${by}) as place
        from ${PARTS} where ${allOf([...where, ...behind])} order by ${by} limit ${parameters.add(limit, 'int')}),
    page as materialized (
      select d.part_id, c.place, ${isRanked ? rank : 'null::int8'} as rank
        from chosen c join part_search_documents d on d.part_id = c.part_id
        ${isRanked ? steps : ''})
    ${answer(facets, context)}`
}

/** The statement of a search. It answers one row of `FoundParts`. */
export function searchSql(search: SearchSql, context: SqlContext): string {
  return search.order === 'relevance' ? byRelevance(search, context) : bySimpleOrder(search, context)
}

/** The statement that counts the matches of several queries, up to the bound: `place` and `total` of each. */
export function countSql(queries: readonly ResolvedQuery[], context: SqlContext): string {
  return queries
    .map(
      (resolved, place) => `
    select ${place} as place, (select count(*)::int from (
      select from ${PARTS} where ${allOf(whereOf(resolved, context))} limit ${COUNTED + 1}) c) as total`,
    )
    .join(' union all ')
}
