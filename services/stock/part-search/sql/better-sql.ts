import type { ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { type Condition, conditionOf, type PartSet, type SqlContext } from './condition.ts'
import { APART, type GroupArm, groupArms, leastTotal, type Weights } from './rank-sql.ts'

/** More parts that may be better are not put in order; then all matches are. */
export const MOST_BETTER = 1000

/** A group of terms with the ways to match it. */
interface Group {
  arms: readonly GroupArm[]
  /** What no part is below that matches it. */
  least: Weights
  /** What all parts pass that match it, as far as tokens say. */
  tokens: string | null
}

function groupsOf(resolved: ResolvedQuery, conditions: readonly Condition[], context: SqlContext): Group[] {
  return resolved.groups.map((group, place) => {
    const arms = groupArms(group, context)
    const least = (weight: keyof Weights) => Math.min(...arms.map(({ weights }) => weights[weight]))
    const { tokens = null, sets = [] } = conditions[place] ?? {}
    return {
      arms,
      least: { slips: least('slips'), strength: least('strength'), fieldClass: least('fieldClass') },
      tokens: sets.length > 0 ? null : tokens,
    }
  })
}

/** The ways to match another group that are good enough beside an arm, each with the rank that the last hit must be beyond. */
type Beside = readonly { total: number; query: string }[]

/**
 * What has to be true of another group of a part that matches a group by an arm and is better than the last hit: one of
 * the arms that are good enough beside it. Null where nothing can be said.
 */
function besideOf(arm: GroupArm, place: number, other: number, groups: readonly Group[]): Beside | null {
  const { arms, tokens } = groups[other] ?? { arms: [], tokens: null }
  if (tokens === null) return null
  const good = arms.flatMap(({ weights, query }) => {
    const total = leastTotal(
      groups.map(({ least }, each) => (each === place ? arm.weights : each === other ? weights : least)),
    )
    return query === null ? [] : [{ total, query }]
  })
  return good.length === 0 ? null : good
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

/** SQL of the parts that tokens find. The arms are one value, so that the text does not depend on how many there are. */
function ofTokens(arms: readonly BetterArm[], { parameters }: SqlContext): string {
  return `select b.part_id
       from last
      cross join json_to_recordset(${parameters.addOwn(JSON.stringify(arms), 'json')})
              as a ("group" int, value int8, total int8, query text, beside json)
      cross join lateral (
        select string_agg('(' || g.query || ')', ' & ') as query, bool_and(g.query is not null) as others
          from json_array_elements(a.beside) each
         cross join lateral (
           select string_agg(e.query, ' | ') as query from json_to_recordset(each.value) as e (total int8, query text)
            where last.total > e.total) g) o
      cross join lateral search_document_ids(
              ('(' || a.query || ')' || coalesce(' & ' || o.query, ''))::tsquery, ${MOST_BETTER + 1}) b (part_id)
      where last.groups[a."group" + 1] > a.value and last.total > a.total and coalesce(o.others, true)`
}

/**
 * SQL of parts that may be better than the last hit of a page, which is in `last`. Whoever is better matches some group
 * by a smaller number, and the others by numbers that do not outweigh it.
 *
 * @param conditions of the groups.
 */
export function betterSql(resolved: ResolvedQuery, conditions: readonly Condition[], context: SqlContext): string[] {
  const { parameters } = context
  const groups = groupsOf(resolved, conditions, context)
  const each = groups.flatMap(({ arms }, place) =>
    arms.map((arm) => {
      const total = leastTotal(groups.map(({ least }, other) => (other === place ? arm.weights : least)))
      const beside = groups.flatMap((_, other) => {
        const good = other === place ? null : besideOf(arm, place, other, groups)
        return good === null ? [] : [good]
      })
      return { place, arm, total, beside }
    }),
  )
  const ofSet = (condition: string, { ids }: PartSet) =>
    `(select part_id from (${ids}) s where (select ${condition} from last) limit ${MOST_BETTER + 1})`
  const beyond = (place: number, value: number, total: number) =>
    `groups[${place + 1}] > ${parameters.addOwn(value, 'int8')} and total > ${parameters.addOwn(total, 'int8')}`
  const found = [
    ofTokens(
      each.flatMap(({ place, arm, total, beside }) =>
        arm.query === null ? [] : [{ group: place, value: arm.value, total, query: arm.query, beside }],
      ),
      context,
    ),
    ...each.flatMap(({ place, arm, total }) => arm.sets.map((set) => ofSet(beyond(place, arm.value, total), set))),
  ]
  if (resolved.adjacency === null) return found
  const { tokens, sets } = conditionOf([resolved.adjacency], context)
  const isApart = `rank & ${APART} <> 0`
  const all = [tokens, ...groups.map((group) => group.tokens)].filter((query) => query !== null)
  const adjacent = parameters.add(all.map((query) => `(${query})`).join(' & '), 'tsquery')
  return [
    ...found,
    ...(tokens === null
      ? []
      : [
          `select part_id from search_document_ids(
             (select case when ${isApart} then ${adjacent} end from last), ${MOST_BETTER + 1}) b (part_id)`,
        ]),
    ...sets.map((set) => ofSet(isApart, set)),
  ]
}
