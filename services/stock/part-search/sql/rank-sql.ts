import type {
  Alternative,
  ResolvedGroup,
  ResolvedQuery,
} from '../../../catalogue/search-rules/matching/resolved-query.ts'
import { STRENGTHS, type Strength } from '../../../catalogue/search-rules/readings/answer-types.ts'
import { type Arm, armsOf, type Weights } from './arms.ts'
import { checkOf, conditionOf, type SqlContext } from './condition.ts'
import { anyOf } from './token-query.ts'

/*
 * How well a part matches, as one number; the smaller, the better. From the highest bits: slips that were mended, the
 * strength of the weakest term, the sum of strengths, the sum of classes of fields, how many readings, what of the
 * number is left over.
 */
const SLIPS = 2 ** 42
const WEAKEST = 2 ** 38
const STRENGTH = 2 ** 30
/** One class of fields less. */
export const FIELD = 2 ** 22
const READINGS = 2 ** 16
const WEAKEST_MASK = 15 * WEAKEST
const REST_MASK = 2 ** 52 - 1 - WEAKEST_MASK
const MOST_LEFT_OVER = 255

function fixedNumberOf({ strength, fieldClass }: Arm, { slips }: Alternative): number {
  return slips * SLIPS + strength * (WEAKEST + STRENGTH) + fieldClass * FIELD + READINGS
}

/** Texts of statements hold so many strengths of a reading, and so many arms of each: readings with fewer ones have the same text. */
const USUAL_STRENGTHS = 3
const ARMS_OF_STRENGTH = 8

interface AlternativeSql {
  /** SQL for the first strength with an arm that a part fulfils, as far as tokens say: how many arms are before it. */
  strength: string
  /** SQL for the number of this arm, from 1, by the column of `strength`. */
  armOf(column: string): string
  /** SQL for the same with what no token says, by the column of the arm; null where tokens say all. */
  armBeside: ((column: string) => string) | null
  /** SQL for the number of the arm, which is the column `column`. */
  numberOf(column: string): string
}

const NOTHING: AlternativeSql = {
  strength: 'null::int',
  armOf: () => 'null::int',
  armBeside: null,
  numberOf: () => 'null::bigint',
}

/** Arms by their strengths, each strength with as many places, those that are left over null. */
function placedArms(arms: readonly Arm[]): (Arm | null)[][] {
  const strengths = [...new Set(arms.map(({ strength }) => strength))]
  const rows = Array.from({ length: Math.max(strengths.length, USUAL_STRENGTHS) }, (_, row) =>
    arms.filter(({ strength }) => strength === strengths[row]),
  )
  return rows.map((row) => Array.from({ length: ARMS_OF_STRENGTH }, (_, place) => row[place] ?? null))
}

function tokensOf(arm: Arm | null): string | null {
  return arm?.condition.tokens ?? null
}

/**
 * SQL for the number of one reading of a term; null where a part does not match it. First it is found out how strongly a part
 * matches, so that most arms are not put to it. The arms are values and no part of the text, so queries with the same kinds of
 * terms are one statement to the database, which plans it once.
 */
function alternativeSql(alternative: Alternative, isOnly: boolean, context: SqlContext): AlternativeSql {
  const arms = armsOf(alternative.tests, context)
  if (arms.length === 0) return NOTHING
  const { parameters } = context
  const rows = placedArms(arms)
  const lastRow = rows.findLastIndex(([first]) => first !== null)
  // A part that was found matches its only reading somehow: by the last arm, if by no other one.
  const isLast = (row: number) => isOnly && row === lastRow
  const strengths = rows.map((row, place) => (isLast(place) ? null : anyOf(row.flatMap((arm) => tokensOf(arm) ?? []))))
  // And who matches with a strength does it by the last arm of it.
  const lasts = rows.map((row, place) =>
    row.findLastIndex((arm) => arm !== null && (isLast(place) || tokensOf(arm) !== null)),
  )
  const tests = rows.flatMap((row, place) => row.map((arm, at) => (at === lasts[place] ? null : tokensOf(arm))))
  const placed = rows.flat()
  const [ofStrengths, ofArms] = [parameters.addOwn(strengths, 'tsquery[]'), parameters.addOwn(tests, 'tsquery[]')]
  const otherArms = parameters.addOwn(
    lasts.map((at) => at + 1),
    'int[]',
  )
  const values = parameters.addOwn(
    placed.map((arm) => arm && fixedNumberOf(arm, alternative)),
    'int8[]',
  )
  const lengths = parameters.addOwn(
    placed.map((arm) => (arm?.isNumber ? (alternative.numberLength ?? 0) : null)),
    'int[]',
  )
  const otherStrength = isOnly ? ` else ${parameters.addOwn(lastRow * ARMS_OF_STRENGTH, 'int')}` : ''
  const strength = rows.map((_, row) => `when d.tokens @@ (${ofStrengths})[${row + 1}] then ${row * ARMS_OF_STRENGTH}`)
  const sets = new Map<string, number>()
  placed.forEach((arm, place) => {
    for (const { check } of arm?.condition.sets ?? []) if (!sets.has(check)) sets.set(check, place + 1)
  })
  const places = [...sets].map(([check, place]) => [check, parameters.addOwn(place, 'int')] as const)
  return {
    strength: `case ${strength.join(' ')}${otherStrength} end`,
    armOf: (column) => {
      const cases = Array.from(
        { length: ARMS_OF_STRENGTH },
        (_, at) => `when d.tokens @@ (${ofArms})[${column} + ${at + 1}] then ${at + 1}`,
      )
      return `${column} + case ${cases.join(' ')} else (${otherArms})[${column} / ${ARMS_OF_STRENGTH} + 1] end`
    },
    armBeside:
      places.length === 0
        ? null
        : (column) => {
            // What is looked up for each part is asked last, and not of a part that an earlier arm fits.
            const beside = places.map(
              ([check, place]) => `case when ${column} < ${place} then null when ${check} then ${place} end`,
            )
            return `least(${[column, ...beside].join(', ')})`
          },
    numberOf: (column) => `(${values})[${column}] + case when (${lengths})[${column}] is null then 0
              else least(greatest(coalesce(d.number_length, 0) - (${lengths})[${column}], 0), ${MOST_LEFT_OVER}) end`,
  }
}

/** SQL for two numbers together: sums, but for the weakest term. */
function together(a: string, b: string): string {
  return `((${a} & ${REST_MASK}) + (${b} & ${REST_MASK}) + greatest(${a} & ${WEAKEST_MASK}, ${b} & ${WEAKEST_MASK}))`
}

/** A step of laterals: each is computed once, so that what follows can name it. */
function step(alias: string, columns: readonly string[]): string {
  return `cross join lateral (select ${columns.join(',\n ')} offset 0) ${alias}`
}

interface GroupSql {
  steps: string[]
  /** SQL for the number of the group. */
  value: string
}

function groupSql({ alternatives, size }: ResolvedGroup, name: string, context: SqlContext): GroupSql {
  const isOnly = alternatives.length === 1
  const each = alternatives.map((alternative) => alternativeSql(alternative, isOnly, context))
  const columns = (of: (alternative: AlternativeSql, place: number) => string) =>
    each.map((alternative, place) => `${of(alternative, place)} as a${place}`)
  const isBeside = each.some(({ armBeside }) => armBeside !== null)
  const arm = `${name}_${isBeside ? 'beside' : 'arm'}`
  const steps = [
    step(
      `${name}_strength`,
      columns(({ strength }) => strength),
    ),
    step(
      `${name}_arm`,
      columns(({ armOf }, place) => armOf(`${name}_strength.a${place}`)),
    ),
    ...(isBeside
      ? [
          step(
            `${name}_beside`,
            columns(({ armBeside }, place) => armBeside?.(`${name}_arm.a${place}`) ?? `${name}_arm.a${place}`),
          ),
        ]
      : []),
    step(
      name,
      columns(({ numberOf }, place) => `(${numberOf(`${arm}.a${place}`)})::bigint`),
    ),
  ]
  if (isOnly) return { steps, value: `${name}.a0` }
  // The best way to cover what follows a term is part of the best way to cover all.
  for (let place = size - 1; place >= 0; place--) {
    const covers = alternatives.flatMap(({ first, last }, index) => {
      if (first !== place) return []
      return last === size - 1 ? [`${name}.a${index}`] : [together(`${name}.a${index}`, `${name}_${last + 1}.best`)]
    })
    steps.push(
      step(`${name}_${place}`, [`${covers.length === 0 ? 'null::bigint' : `least(${covers.join(', ')})`} as best`]),
    )
  }
  return { steps, value: `${name}_0.best` }
}

/** The least `total` of a part that matches each group by such weights, or by greater ones. */
export function leastTotal(groups: readonly Weights[]): number {
  const weakest = Math.max(...groups.map(({ strength }) => strength))
  return groups.reduce(
    (sum, { slips, strength, fieldClass }) => sum + slips * SLIPS + strength * STRENGTH + fieldClass * FIELD,
    weakest * WEAKEST,
  )
}

/** The least number of a group that is matched by such weights, or by greater ones. */
export function leastValue(units: readonly Weights[]): number {
  const weakest = Math.max(...units.map(({ strength }) => strength))
  return units.reduce(
    (sum, { slips, strength, fieldClass }) => sum + slips * SLIPS + strength * STRENGTH + fieldClass * FIELD + READINGS,
    weakest * WEAKEST,
  )
}

export interface RankSql {
  /** Joins that follow a part `d` of `part_search_documents`. */
  steps: string
  /** A join behind them: `stocked_at`, whether it is in stock. */
  stock: string
  /** SQL for the rank, null where a part does not match after all. */
  rank: string
  /** SQL for the rank of a part in stock. */
  stocked: string
  /** SQL for the number of each group. */
  groups: readonly string[]
  /** SQL for what the groups are worth together: the rank without adjacent words and stock. */
  total: string
}

/** The bits of what is left over make room for whether words are adjacent and whether there is stock. */
const OUT_OF_STOCK = 2 ** 14
export const APART = 2 ** 15
const LEFT_OVER_MASK = OUT_OF_STOCK - 1
/** What decides between parts that match alike: stock and what is left over. */
export const MORE_MASK = OUT_OF_STOCK + LEFT_OVER_MASK
/** SQL of what the rank of a part has more than that of one in stock, behind the join `stock`. */
export const OUT_OF_STOCK_SQL = `case when stocked_at.is_stocked then 0 else ${OUT_OF_STOCK} end`
const BETTER_MASK = 2 ** 52 - 2 ** 22

/** SQL for how well a part matches the free terms of a query. */
export function rankSql({ groups, adjacency }: ResolvedQuery, context: SqlContext): RankSql {
  const each = groups.map((group, place) => groupSql(group, `g${place}`, context))
  const [first = { steps: [], value: '0::bigint' }, ...others] = each
  const steps = each.flatMap((group) => group.steps)
  let value = first.value
  others.forEach((other, place) => {
    steps.push(step(`t${place}`, [`${together(value, other.value)} as best`]))
    value = `t${place}.best`
  })
  const adjacent = adjacency === null ? null : checkOf(conditionOf([adjacency], context), context)
  const apart = adjacent === null ? '0' : `case when ${adjacent} then 0 else ${APART} end`
  // As a join: of `exists` the planner makes a table of all places, whose time grows with the inventory.
  const stock = `left join lateral (
        select true as is_stocked from part_locations l where l.part_id = d.part_id limit 1) stocked_at on true`
  const stocked = `(${value} & ${BETTER_MASK}) + ${apart} + least(${value} & 65535, ${LEFT_OVER_MASK})`
  const total = `(${value} & ${BETTER_MASK}) + (${value} & 65535)`
  return {
    steps: steps.join('\n'),
    stock,
    rank: `${stocked} + ${OUT_OF_STOCK_SQL}`,
    stocked,
    groups: each.map((group) => group.value),
    total,
  }
}

/** The strength of the weakest term that a rank stands for. */
export function strengthOfRank(rank: number): Strength {
  return STRENGTHS[Math.floor(rank / WEAKEST) % 16] ?? 'typo'
}
