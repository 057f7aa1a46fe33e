import type { ResolvedQuery } from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { type Condition, conditionOf, type SqlContext } from './condition.ts'
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

/**
 * SQL for the tsquery, as text, of what has to be true of another group of a part that matches a group by an arm and is
 * better than the last hit: one of the arms that are good enough beside it. Null as a value when there is none.
 */
function besideSql(arm: GroupArm, place: number, other: number, groups: readonly Group[], context: SqlContext) {
  const { arms, tokens } = groups[other] ?? { arms: [], tokens: null }
  if (tokens === null) return []
  const good = arms.flatMap(({ weights, query }) => {
    const total = leastTotal(
      groups.map(({ least }, each) => (each === place ? arm.weights : each === other ? weights : least)),
    )
    return query === null ? [] : [`case when total > ${total} then ${context.parameters.add(query, 'text')} end`]
  })
  return good.length === 0 ? [] : [`nullif(concat_ws(' | ', ${good.join(', ')}), '')`]
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
  const ofQuery = (condition: string, parts: readonly string[]) => {
    const whole = parts.map((part) => `'(' || ${part} || ')'`).join(` || ' & ' || `)
    return `select part_id from search_document_ids(
              (select case when ${condition} then (${whole})::tsquery end from last), ${MOST_BETTER + 1}) b (part_id)`
  }
  const ofSet = (condition: string, set: string) =>
    `(select part_id from (${set}) s where (select ${condition} from last) limit ${MOST_BETTER + 1})`
  const ofArms = groups.flatMap(({ arms }, place) =>
    arms.flatMap((arm) => {
      const total = leastTotal(groups.map(({ least }, each) => (each === place ? arm.weights : least)))
      const condition = `v${place} > ${arm.value} and total > ${total}`
      const beside = groups.flatMap((_, other) =>
        other === place ? [] : besideSql(arm, place, other, groups, context),
      )
      return [
        ...(arm.query === null ? [] : [ofQuery(condition, [parameters.add(arm.query, 'text'), ...beside])]),
        ...arm.sets.map((set) => ofSet(condition, set)),
      ]
    }),
  )
  if (resolved.adjacency === null) return ofArms
  const { tokens, sets } = conditionOf([resolved.adjacency], context)
  const isApart = `rank & ${APART} <> 0`
  const all = groups.flatMap((group) => (group.tokens === null ? [] : [parameters.add(group.tokens, 'text')]))
  return [
    ...ofArms,
    ...(tokens === null ? [] : [ofQuery(isApart, [parameters.add(tokens, 'text'), ...all])]),
    ...sets.map((set) => ofSet(isApart, set)),
  ]
}
