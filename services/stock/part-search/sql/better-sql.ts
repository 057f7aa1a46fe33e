import type { ResolvedGroup, ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { armsOfAlternative, type GroupArm, type Weights } from './arms.ts'
import { conditionOf, type PartSet, type SqlContext } from './condition.ts'
import { APART, leastTotal, leastValue } from './rank-sql.ts'
import { coversOf } from './term-conditions.ts'

/** More parts that may be better are not put in order; then all matches are. */
export const MOST_BETTER = 1000

/** What has to be matched by one of several arms: a group, or an alternative of one. */
interface Unit {
  arms: readonly GroupArm[]
  /** What no part is below that matches it. */
  least: Weights
}

/** A group of terms with the ways to match it. */
interface Group {
  /** The ways to cover its terms. */
  covers: readonly (readonly Unit[])[]
  /** What no part is below that matches it in any way. */
  least: readonly Weights[]
}

function unitOf(arms: readonly GroupArm[]): Unit {
  const least = (weight: keyof Weights) => Math.min(...arms.map(({ weights }) => weights[weight]))
  return { arms, least: { slips: least('slips'), strength: least('strength'), fieldClass: least('fieldClass') } }
}

function groupOf(group: ResolvedGroup, context: SqlContext): Group | null {
  const units = new Map(group.alternatives.map((each) => [each, unitOf(armsOfAlternative(each, context))]))
  const covers = coversOf(group)?.map((cover) => cover.flatMap((alternative) => units.get(alternative) ?? []))
  if (!covers) return null
  return {
    covers,
    // Of one way it is what this way needs, of several what the least of all arms needs.
    least:
      covers.length === 1
        ? (covers[0] ?? []).map(({ least }) => least)
        : [unitOf(covers.flat(2).flatMap(({ arms }) => arms)).least],
  }
}

/** The ways to match something that are good enough, each with the rank that the last hit must be beyond. */
type Beside = readonly { total: number; query: string }[]

/**
 * What has to be true of a unit of a part that is better than the last hit: it matches it by one of the arms that are good
 * enough beside the rest. Null where tokens do not say it.
 */
function besideOf({ arms }: Unit, rest: readonly Weights[]): Beside | null {
  const good = arms.flatMap(({ weights, query, sets }) =>
    query === null || sets.length > 0 ? [] : [{ total: leastTotal([...rest, weights]), query }],
  )
  return good.length < arms.length ? null : good
}

/** An arm by which a part may be better than the last hit, as the statement takes it. */
interface BetterArm {
  group: number
  /** The last hit must be beyond these. */
  value: number
  total: number
  query: string
  beside: Beside[]
}

/**
 * SQL of the parts that tokens find. The arms are one value, so that the text does not depend on how many there are. They are
 * looked for together: each look at the index has its price, and arms that differ in the field only look at the same documents.
 */
function ofTokens(arms: readonly BetterArm[], { parameters }: SqlContext): string {
  return `select b.part_id
       from (
         select string_agg('((' || a.query || ')' || coalesce(' & ' || o.query, '') || ')', ' | ')::tsquery as query
           from last
          cross join json_to_recordset(${parameters.addOwn(JSON.stringify(arms), 'json')})
                  as a ("group" int, value int8, total int8, query text, beside json)
          cross join lateral (
            select string_agg('(' || g.query || ')', ' & ') as query, bool_and(g.query is not null) as others
              from json_array_elements(a.beside) each
             cross join lateral (
               select string_agg(e.query, ' | ') as query from json_to_recordset(each.value) as e (total int8, query text)
                where last.total > e.total) g) o
          where last.groups[a."group" + 1] > a.value and last.total > a.total and coalesce(o.others, true)) all_arms
      cross join lateral search_document_ids(all_arms.query, ${MOST_BETTER + 1}) b (part_id)`
}

/**
 * SQL of parts that may be better than the last hit of a page, which is in `last`. Whoever is better matches some group
 * by a smaller number, and the others by numbers that do not outweigh it.
 *
 * @param within a tsquery that all hits pass besides, null for none.
 */
export function betterSql(resolved: ResolvedQuery, within: string | null, context: SqlContext): string[] | null {
  const { parameters } = context
  const groups = resolved.groups.flatMap((group) => groupOf(group, context) ?? [])
  if (groups.length < resolved.groups.length) return null
  const each = groups.flatMap(({ covers }, place) => {
    const others = groups.filter((_, other) => other !== place)
    // Who covers the group in one of the ways matches the first of its units by one of these arms.
    return covers.flatMap(([first, ...further]) => {
      const least = [...further.map((unit) => unit.least), ...others.flatMap((other) => other.least)]
      const single = others.flatMap((other) => (other.covers.length === 1 ? (other.covers[0] ?? []) : []))
      return (first?.arms ?? []).map((arm) => {
        // What few parts have is looked for alone, and the others are put to these parts.
        const beside = (arm.isCommon ? [...further, ...single] : []).flatMap((unit) => {
          const rest = [arm.weights, ...withoutOne(least, unit.least)]
          return [besideOf(unit, rest) ?? []].filter((good) => good.length > 0)
        })
        const value = leastValue([arm.weights, ...further.map((unit) => unit.least)])
        return { place, arm, value, total: leastTotal([arm.weights, ...least]), beside }
      })
    })
  })
  const ofSet = (condition: string, { ids }: PartSet) =>
    `(select part_id from (${ids}) s where (select ${condition} from last) limit ${MOST_BETTER + 1})`
  const beyond = (place: number, value: number, total: number) =>
    `groups[${place + 1}] > ${parameters.addOwn(value, 'int8')} and total > ${parameters.addOwn(total, 'int8')}`
  const found = [
    ofTokens(
      each.flatMap(({ place, arm, value, total, beside }) =>
        arm.query === null ? [] : [{ group: place, value, total, query: both(arm.query, within), beside }],
      ),
      context,
    ),
    ...each.flatMap(({ place, arm, value, total }) => arm.sets.map((set) => ofSet(beyond(place, value, total), set))),
  ]
  if (resolved.adjacency === null) return found
  const { tokens, sets } = conditionOf([resolved.adjacency], context)
  const isApart = `rank & ${APART} <> 0`
  // Whether these match all terms, is asked of each of them: beginnings of many words would be looked for here.
  const adjacent = tokens === null ? null : parameters.add(tokens, 'tsquery')
  return [
    ...found,
    ...(adjacent === null
      ? []
      : [
          `select part_id from search_document_ids(
             (select case when ${isApart} then ${adjacent} end from last), ${MOST_BETTER + 1}) b (part_id)`,
        ]),
    ...sets.map((set) => ofSet(isApart, set)),
  ]
}

function withoutOne<T>(list: readonly T[], one: T): T[] {
  const place = list.indexOf(one)
  return list.filter((_, other) => other !== place)
}

function both(query: string, other: string | null): string {
  return other === null ? query : `(${query}) & ${other}`
}
