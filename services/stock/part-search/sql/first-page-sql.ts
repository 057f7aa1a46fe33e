import type { ResolvedGroup, ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { lengthOf } from '../../../catalogue/search-rules/text/characters.ts'
import { betterSql, MOST_BETTER } from './better-sql.ts'
import { type Condition, checkOf, conditionOf, type SqlContext } from './condition.ts'
import { allOf, partsOf } from './parts-sql.ts'
import type { RankSql } from './rank-sql.ts'

/** Up to so many matches are put in order at once. */
export const FEW = 1000
/** So many of the newest parts are looked at, for so many hits in stock: some for each place of the page. */
const LOOKED_AT = 3000
const MOST_HITS = 500
const HITS_OF_PLACE = 10
/** The same where a letter or two match parts in many ways: else the best ones are not among the hits. */
const HITS_OF_LETTERS = 40
const LETTERS = 2

/** Where the answer to a test is many rows, they are not asked for each part. */
const COSTLY: readonly string[] = ['span', 'glob', 'place', 'seller_number']

/**
 * What each part fulfils that matches a group, and others maybe as well: the rank of these is null. Null for costly tests.
 */
function conditionOfGroup({ alternatives }: ResolvedGroup, context: SqlContext): Condition | null {
  const tests = alternatives.flatMap((alternative) => alternative.tests)
  return tests.some(({ on }) => COSTLY.includes(on)) ? null : conditionOf(tests, context)
}

/** SQL of all matches up to a bound, and a few more; null where several terms are not answered by tokens alone, or nothing answers the only one. */
function countedSql(
  { groups }: ResolvedQuery,
  conditions: readonly Condition[],
  tokens: string | null,
  { parameters }: SqlContext,
): string | null {
  const ids = (query: string) =>
    `(select part_id from search_document_ids(${parameters.add(query, 'tsquery')}, ${FEW + 1}) m (part_id))`
  if (tokens !== null) return ids(tokens)
  const [only] = conditions
  if (!only || groups.length > 1 || (groups[0]?.size ?? 0) > 1) return null
  const sets = only.sets.map((set) => `(select part_id from (${set.ids}) s limit ${FEW + 1})`)
  const counted = [...(only.tokens === null ? [] : [ids(only.tokens)]), ...sets]
  return counted.length === 0 ? null : counted.join(' union ')
}

export interface FirstPageSql {
  /** CTEs. */
  text: string
  /** SQL for whether there are few matches, which `few` holds. */
  isFew: string
  /** SQL for whether `walked` and `better` hold the page. */
  isSure: string
  /** SQL for whether the part of a document `d` matches: not all that may be better do. */
  matches: string
}

/** A page to be found. */
export interface FirstPage {
  /** The query that all matches pass, null where tokens alone do not answer it. */
  tokens: string | null
  rank: RankSql
  limit: number
  isCounted: boolean
  /** SQL of further conditions on a part `p` and its document `d`; none where matches are counted. */
  others: readonly string[]
  /** A tsquery that all parts pass which fulfil these, null for none. */
  within: string | null
  /** SQL; nothing is looked for where it is false. */
  condition: string
  /** SQL for whether the total of the last hit is good enough; where it is not, the page is found otherwise. */
  isReached?: ((total: string) => string) | null
}

/**
 * CTEs that find the first page of a query with many matches without putting all of them in order: `walked`, the newest
 * matches in stock, and `better`, all that may come before the last one of the page. Nothing of it runs with few matches:
 * `counted` says how many there are, up to a bound.
 *
 * @returns null for queries that it cannot serve.
 */
export function firstPageSql(
  resolved: ResolvedQuery,
  { tokens, rank, limit, isCounted, others, within, condition, isReached = null }: FirstPage,
  context: SqlContext,
): FirstPageSql | null {
  const conditions = resolved.groups.flatMap((group) => conditionOfGroup(group, context) ?? [])
  if (conditions.length < resolved.groups.length || conditions.length === 0) return null
  const few = isCounted ? countedSql(resolved, conditions, tokens, context) : 'select null::int as part_id limit 0'
  if (few === null) return null
  const better = betterSql(resolved, within, context)
  if (better === null) return null
  const isOfLetters = resolved.groups.some(({ text }) => lengthOf(text) <= LETTERS)
  const most = Math.min(limit * (isOfLetters ? HITS_OF_LETTERS : HITS_OF_PLACE), MOST_HITS)
  // Terms that may belong together have one condition each: which of them a part has to match together, tokens say.
  const matches =
    tokens === null
      ? conditions.map((each) => checkOf(each, context)).join(' and ')
      : `d.tokens @@ ${context.parameters.add(tokens, 'tsquery')}`
  // Where nobody wants to know how many there are, they are not counted before.
  const counted = isCounted ? 'count(*)::int' : `case when ${condition} then ${FEW + 1} else 0 end`
  const text = `
    few as materialized (select part_id from (${few}) f where ${condition}),
    counted as materialized (select ${counted} as n${isCounted ? ' from few' : ''}),
    walked as materialized (
      select d.part_id, d.created_at, ${rank.stocked} as rank, array[${rank.groups.join(', ')}] as groups,
             ${rank.total} as total
        from (
          select d.*, w.created_at
            from (select p.id, p.created_at from ${partsOf(others)} where ${allOf([`(select n from counted) > ${FEW}`, ...others])}
                   order by p.created_at desc, p.id desc limit ${LOOKED_AT}) w
           cross join lateral (select * from part_search_documents d where d.part_id = w.id and ${matches} offset 0) d
           cross join lateral (select from part_locations l where l.part_id = d.part_id limit 1) stocked_at
           order by w.created_at desc, w.id desc limit ${context.parameters.addOwn(most, 'int')}) d
        ${rank.steps}),
    last as materialized (
      select * from (
        select * from walked where rank is not null order by rank, created_at desc, part_id desc
        offset ${context.parameters.add(limit - 1, 'int')} limit 1) l${isReached ? ` where ${isReached('total')}` : ''}),
    maybe as materialized (${better.join(' union ')}),
    sure as materialized (
      select exists (select from last) and (select count(*) from maybe) <= ${MOST_BETTER} as is_sure),
    better as materialized (
      select b.part_id from maybe b
         ${
           others.length === 0
             ? ''
             : `cross join lateral (select * from part_search_documents d where d.part_id = b.part_id offset 0) d
         join parts p on p.id = b.part_id`
         }
       where ${allOf(['(select is_sure from sure)', ...others])})`
  return { text, isFew: `(select n from counted) <= ${FEW}`, isSure: '(select is_sure from sure)', matches }
}
