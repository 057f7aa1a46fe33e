import type { ResolvedGroup, ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { armsOfAlternative, type GroupArm, type Weights } from './arms.ts'
import { RANKED } from './candidates-sql.ts'
import { conditionOf, type PartSet, type SqlContext } from './condition.ts'
import { mergeQueries } from './merge-queries.ts'
import { APART, leastTotal, leastValue } from './rank-sql.ts'
import { coversOf } from './term-conditions.ts'

/** More parts that may be better are not put in order: as many of all matches are then, which takes longer. */
export const MOST_BETTER = RANKED

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

function leastOf(weights: readonly Weights[]): Weights {
  const least = (weight: keyof Weights) => Math.min(...weights.map((each) => each[weight]))
  return { slips: least('slips'), strength: least('strength'), fieldClass: least('fieldClass') }
}

function unitOf(arms: readonly GroupArm[]): Unit {
  return { arms, least: leastOf(arms.map(({ weights }) => weights)) }
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

/** Ways to match something, best first: each with a tsquery of all up to it, and the rank that the last hit must be beyond. */
type Beside = readonly { place: number; total: number; query: string }[]

/**
 * What has to be true of a unit of a part that is better than the last hit: it matches it by one of the arms that are good
 * enough beside the rest. Null where tokens do not say it.
 */
function besideOf({ arms }: Unit, rest: readonly Weights[]): Beside | null {
  const good = arms.flatMap(({ weights, query, sets }) =>
    query === null || sets.length > 0 ? [] : [{ total: leastTotal([...rest, weights]), query }],
  )
  if (good.length < arms.length || good.length === 0) return null
  const sorted = good.toSorted((a, b) => a.total - b.total)
  return sorted.map(({ total }, place) => ({ place, total, query: upTo(sorted, place) }))
}

/** The queries of a list up to a place as one. */
function upTo(sorted: readonly { query: string }[], place: number): string {
  return mergeQueries(sorted.slice(0, place + 1).map(({ query }) => query))
}

/** An arm by which a part may be better than the last hit. */
interface BetterArm {
  /** The last hit must be beyond these. */
  value: number
  total: number
  query: string
}

/** Arms of a group by which a part may be better than the last hit, as the statement takes them. */
interface BetterArms {
  group: number
  /** Best first, each with a query of all up to it. */
  arms: (BetterArm & { place: number })[]
  beside: Beside[]
}

function betterArms(group: number, arms: readonly BetterArm[], beside: readonly (Beside | null)[]): BetterArms[] {
  if (arms.length === 0) return []
  // Who is better by one of them is so by all that are weaker: what is good enough is a beginning of the list.
  const sorted = arms.toSorted((a, b) => a.value - b.value || a.total - b.total)
  return [
    {
      group,
      arms: sorted.map(({ value, total }, place) => ({ value, total, place, query: upTo(sorted, place) })),
      beside: beside.filter((each) => each !== null),
    },
  ]
}

/**
 * SQL of the parts that tokens find. The arms are one value, so that the text does not depend on how many there are. They are
 * looked for together: each look at the index has its price, and so has each word that it is asked for.
 */
function ofTokens(arms: readonly BetterArms[], { parameters }: SqlContext): string {
  return `select b.part_id
       from (
         select string_agg('(' || good.query || coalesce(' & ' || o.query, '') || ')', ' | ')::tsquery as query
           from last
          cross join json_to_recordset(${parameters.addOwn(JSON.stringify(arms), 'json')}) as a ("group" int, arms json, beside json)
          cross join lateral (
            select r.query from json_to_recordset(a.arms) as r (place int, value int8, total int8, query text)
             where last.groups[a."group" + 1] > r.value and last.total > r.total
             order by r.place desc limit 1) good
          cross join lateral (
            select string_agg('(' || g.query || ')', ' & ') as query, bool_and(g.query is not null) as others
              from json_array_elements(a.beside) each
              left join lateral (
                select e.query from json_to_recordset(each.value) as e (place int, total int8, query text)
                 where last.total > e.total
                 order by e.place desc limit 1) g on true) o
          where coalesce(o.others, true)) all_arms
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
      const arms = (first?.arms ?? []).map((arm) => ({
        ...arm,
        value: leastValue([arm.weights, ...further.map((unit) => unit.least)]),
        total: leastTotal([arm.weights, ...least]),
      }))
      return [{ place, arms, least, beside: [...further, ...single] }]
    })
  })
  const ofSet = (condition: string, { ids }: PartSet) =>
    `(select part_id from (${ids}) s where (select ${condition} from last) limit ${MOST_BETTER + 1})`
  const beyond = (place: number, value: number, total: number) =>
    `groups[${place + 1}] > ${parameters.addOwn(value, 'int8')} and total > ${parameters.addOwn(total, 'int8')}`
  const ofTokensAlone = each.flatMap(({ place, arms, least, beside }) => {
    const queried = arms.flatMap(({ query, ...arm }) =>
      query === null ? [] : [{ ...arm, query: both(query, within) }],
    )
    // What few parts have is looked for alone, and the others are put to these parts.
    const rare = betterArms(
      place,
      queried.filter(({ isCommon }) => !isCommon),
      [],
    )
    const common = queried.filter(({ isCommon }) => isCommon)
    const strengths = new Set(common.map(({ weights }) => weights.strength))
    return [
      ...rare,
      // What is good enough beside an arm depends on its strength more than on its field.
      ...[...strengths].flatMap((strength) => {
        const own = common.filter(({ weights }) => weights.strength === strength)
        const best = leastOf(own.map(({ weights }) => weights))
        return betterArms(
          place,
          own,
          beside.map((unit) => besideOf(unit, [best, ...withoutOne(least, unit.least)])),
        )
      }),
    ]
  })
  const found = [
    ofTokens(ofTokensAlone, context),
    ...each.flatMap(({ place, arms }) =>
      arms.flatMap(({ value, total, sets }) => sets.map((set) => ofSet(beyond(place, value, total), set))),
    ),
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
