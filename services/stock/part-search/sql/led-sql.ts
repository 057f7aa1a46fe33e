import type { ResolvedGroup, ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { lengthOf } from '../../../catalogue/search-rules/text/characters.ts'
import type { SqlContext } from './condition.ts'
import { documentsOf } from './documents-sql.ts'
import { type FirstTier, firstTier } from './first-tier.ts'
import { allOf } from './parts-sql.ts'
import { groupCheck, groupTokens } from './term-conditions.ts'

/** So many parts are looked at one by one. */
const MOST_LED = 7000
/** Of fewer ones it is not asked first whether the newest parts make a page. */
const FEW_LED = 500
/** It pays where so many times more parts match what is put to them. */
const TIMES_MORE = 2

/** SQL by which parts are found that match all terms. */
export interface LedSql {
  /** CTEs: the parts that the index finds, up to a bound, and those of them that match all terms. */
  text: string
  /** SQL for whether these are all. */
  areAll: string
  /** SQL of those that may be on the page. */
  ids: string
}

/** Terms that few parts match lead: what many parts have something of that begins so is put to the parts that these find. */
export interface Led {
  /** Whether so few parts are likely to be found that nothing else is quicker. */
  areFew: boolean
  /**
   * SQL for whether a total is as good as that of a part that matches all terms well; null where it cannot be told, and where a beginning has
   * more than a letter: then nearly all of these parts may match it, in one way or another.
   */
  isReached: FirstTier['isReached'] | null
  /** @param condition SQL; nothing is looked for where it is false. */
  sql: (condition: string) => LedSql
}

function isOfBeginnings({ alternatives }: ResolvedGroup): boolean {
  return alternatives.some(({ tests }) => tests.some(({ on }) => on === 'prefix' || on === 'key_start'))
}

interface Split {
  /** A tsquery of the parts that match the terms which lead. */
  tokens: string
  /** The other ones. */
  beside: readonly ResolvedGroup[]
  isTooMany: (group: ResolvedGroup) => boolean
  areFew: boolean
  areLetters: boolean
}

/** Which terms lead; null where nothing is known of them, or none does. */
function split({ groups }: ResolvedQuery, context: SqlContext): Split | null {
  const each = groups.map((group) => {
    const tests = group.alternatives.flatMap((alternative) => alternative.tests)
    return { group, tokens: groupTokens(group, context), parts: context.partsLikely?.(tests) ?? null }
  })
  const fewest = Math.min(...each.flatMap(({ tokens, parts }) => (tokens === null || parts === null ? [] : [parts])))
  const tooMany = new Set(
    each
      .filter(({ group, parts }) => isOfBeginnings(group) && parts !== null && parts > fewest * TIMES_MORE)
      .map(({ group }) => group),
  )
  const isTooMany = (group: ResolvedGroup) => tooMany.has(group)
  const leading = each.flatMap(({ group, tokens }) => (isTooMany(group) ? [] : (tokens ?? [])))
  if (fewest > MOST_LED || leading.length === 0 || tooMany.size === 0) return null
  const beside = each.filter(({ group, tokens }) => tokens === null || isTooMany(group)).map(({ group }) => group)
  const areLetters = [...tooMany].every(({ text }) => lengthOf(text) === 1)
  return { tokens: leading.join(' & '), beside, isTooMany, areFew: fewest <= FEW_LED, areLetters }
}

/**
 * Finds the parts that match all terms by asking the index for some of them. For a beginning the index first puts all parts
 * together that have anything which begins so, however few of them match the other terms.
 *
 * @param limit of the page.
 */
export function ledBy(resolved: ResolvedQuery, limit: number, context: SqlContext): Led | null {
  const terms = split(resolved, context)
  if (terms === null) return null
  const { parameters } = context
  const first = firstTier(resolved.groups, terms.isTooMany, context)
  const areAll = `(select count(*) from led) <= ${MOST_LED}`
  const checks = allOf(terms.beside.map((group) => groupCheck(group, context)))
  const [within, beyond] = [first?.within ?? null, first?.beyond ?? null].map((query) =>
    parameters.addOwn(query, 'tsquery'),
  )
  const sql = (condition: string) => ({
    text: `led as materialized (
      select part_id from search_document_ids(${parameters.add(terms.tokens, 'tsquery')}, ${MOST_LED + 1}) m (part_id)
       where ${condition}),
    tiers as materialized (
      select d.part_id, case when d.tokens @@ ${within} then 0 when d.tokens @@ ${beyond} then 1 else 2 end as tier
        from (${documentsOf('select part_id from led', checks)}) d where ${areAll})`,
    areAll,
    ids: `select part_id from tiers
       where tier < case when (select count(*) from tiers where tier = 0) >= ${parameters.add(limit, 'int')} then 2 else 3 end`,
  })
  return { areFew: terms.areFew, isReached: terms.areLetters ? (first?.isReached ?? null) : null, sql }
}
