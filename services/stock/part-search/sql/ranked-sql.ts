import type { Position } from '../position.ts'
import type { SqlContext } from './condition.ts'
import { documentsOf } from './documents-sql.ts'
import { MORE_MASK, OUT_OF_STOCK_SQL, type RankSql } from './rank-sql.ts'

/** A page of hits by rank. */
export interface RankedPage {
  limit: number
  /** Behind which part the page begins; null for the first one. */
  after: Position | null
}

/** What is known of the candidates of a page. */
export interface Candidates {
  /** SQL for whether the part of a document `d` matches, where some candidates may not. */
  matches?: string | null
  /** SQL for a rank that the last hit of the page is not beyond, null where there is none. */
  worst?: string | null
}

function behind(after: Position | null, { parameters }: SqlContext): string {
  if (after?.order !== 'relevance') return ''
  return ` and (rank, -extract(epoch from created_at), -part_id) >
            (${parameters.add(after.rank, 'int8')}, -extract(epoch from ${parameters.add(after.created, 'timestamptz')}),
             -${parameters.add(after.id, 'int')})`
}

/**
 * CTEs of the candidates with their ranks. When they were added, and on a first page whether they are in stock, is looked up only for
 * those that may be on the page: what else decides is in their documents.
 */
export function rankedSql(
  { steps, stock, rank, stocked }: RankSql,
  { limit, after }: RankedPage,
  { parameters }: SqlContext,
  { matches = null, worst = null }: Candidates = {},
): string {
  const documents = `from (${documentsOf('select part_id from candidates', matches)}) d
        ${steps}`
  const created = (id: string) => `cross join lateral (select p.created_at from parts p where p.id = ${id} offset 0) p`
  if (after !== null || limit === 0) {
    return `ranked as materialized (select d.part_id, p.created_at, ${rank} as rank ${documents} ${stock} ${created('d.part_id')})`
  }
  // A page of parts in stock is found by looking at the best ones until there are enough.
  const byRank = `from in_documents where rank is not null order by rank`
  const last = `offset ${parameters.add(limit - 1, 'int')} limit 1`
  const bounds = [
    `(select rank | ${MORE_MASK} ${byRank} ${last})`,
    `(select d.rank from (select part_id, rank ${byRank}) d
        cross join lateral (select from part_locations l where l.part_id = d.part_id limit 1) stocked_at order by d.rank ${last})`,
  ]
  return `
    in_documents as materialized (select d.part_id, ${stocked} as rank ${documents}),
    bound as materialized (
      select least(${[...bounds, ...(worst === null ? [] : [worst])].join(', ')}) as most),
    ranked as materialized (
      select d.part_id, p.created_at, d.rank + ${OUT_OF_STOCK_SQL} as rank
        from (select * from in_documents where rank <= coalesce((select most from bound), rank) offset 0) d
        ${stock} ${created('d.part_id')})`
}

/** The CTE `page`: the hits of a page by rank. @param source SQL of hits with their ranks. */
export function pageSql(source: string, { limit, after }: RankedPage, context: SqlContext): string {
  return `page as materialized (
      select part_id, rank, row_number() over (order by rank, created_at desc, part_id desc) as place
        from (${source}) r where rank is not null${behind(after, context)}
       order by rank, created_at desc, part_id desc limit ${context.parameters.add(limit, 'int')})`
}
