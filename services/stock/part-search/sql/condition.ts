import { likeOf } from '../../../catalogue/search-rules/numbers/glob.ts'
import type { Span, Test } from '../../../catalogue/search-rules/readings/test.ts'
import { excludingType } from '../../../catalogue/search-rules/readings/value-readings.ts'
import type { Names } from '../names/names.ts'
import { widestOf } from './needed-tests.ts'
import type { Parameters } from './parameters.ts'
import { anyOf, OWN_CLASSES, type OwnClass, tokenQuery, typesQuery } from './token-query.ts'

/** Parts that no token tells from others, in SQL. */
export interface PartSet {
  /** A subquery that answers `part_id`. */
  ids: string
  /** Whether a part `d` is one of them. */
  check: string
}

/** What a part must fulfil: one tsquery, or to be in one of some sets. */
export interface Condition {
  tokens: string | null
  sets: readonly PartSet[]
}

/** What is needed to write conditions. */
export interface SqlContext {
  names: Names
  parameters: Parameters
  /** Whether many parts are likely to pass one of some tests; absent where nothing is known of it. */
  isCommon?: (tests: readonly Test[]) => boolean
  /** How many parts are likely to pass one of some tests; null or absent where nothing is known of it. */
  partsLikely?: (tests: readonly Test[]) => number | null
}

function boundary(column: string, operator: string, amount: number | null, { parameters }: SqlContext): string[] {
  return amount === null ? [] : [`v.${column} ${operator} ${parameters.add(amount, 'float8')}`]
}

function spanSet(quantity: string, span: Span, context: SqlContext): PartSet {
  const { names, parameters } = context
  const kind = excludingType(quantity)
  const types = kind === undefined ? null : typesQuery(names.typesOfKind(kind))
  const decided =
    types === null
      ? []
      : [
          `not (v.is_undecided and exists (select from part_search_documents o where o.part_id = v.part_id
                and o.tokens @@ ${parameters.add(types, 'tsquery')}))`,
        ]
  const conditions = [
    `v.quantity = ${parameters.add(quantity, 'text')}`,
    ...boundary('low', span.isHighOpen ? '<' : '<=', span.high, context),
    ...boundary('high', span.isLowOpen ? '>' : '>=', span.low, context),
    ...decided,
  ]
  const values = `from part_search_values v where ${conditions.join(' and ')}`
  return {
    ids: `select v.part_id ${values}`,
    check: `exists (select ${values} and v.part_id = d.part_id)`,
  }
}

function globSet(glob: string, beginning: string | null, { parameters }: SqlContext): PartSet {
  const start = (document: string) =>
    beginning === null ? '' : `${document}.tokens @@ ${parameters.add(beginning, 'tsquery')} and `
  const like = `number where number like ${parameters.add(likeOf(glob), 'text')}`
  return {
    ids: `select n.part_id from part_search_documents n where ${start('n')}exists (select from unnest(n.numbers) ${like})`,
    check: `(${start('d')}exists (select from unnest(d.numbers) ${like}))`,
  }
}

/** A set of which there are few: whether a part is in it is seen after all of them were found. */
function found(ids: string): PartSet {
  return { ids, check: `d.part_id in (${ids})` }
}

function setsOf(test: Test, context: SqlContext, wanted: readonly OwnClass[]): PartSet[] {
  const { names, parameters } = context
  if (test.on === 'span') return [spanSet(test.quantity, test.span, context)]
  if (test.on === 'glob') return [globSet(test.glob, tokenQuery(test, names, wanted), context)]
  if (test.on === 'seller_number') {
    const number = parameters.add(test.number, 'text')
    return [found(`select n.part_id from seller_parts n where bare_part_number(n.number) collate "C" = ${number}`)]
  }
  if (test.on === 'place') {
    const [box, location] = [parameters.add(test.box, 'int'), parameters.add(test.location, 'int')]
    return [found(`select l.part_id from part_locations l where l.box_no = ${box} and l.loc_no = ${location}`)]
  }
  return []
}

function sellerSet(ids: readonly number[], { parameters }: SqlContext): PartSet[] {
  if (ids.length === 0) return []
  const links = `from part_sellers s where s.seller_id = any (${parameters.add(ids, 'int[]')})`
  return [{ ids: `select s.part_id ${links}`, check: `exists (select ${links} and s.part_id = d.part_id)` }]
}

/** The condition that documents alone answer, in some classes of fields. */
export function ownCondition(
  tests: readonly Test[],
  context: SqlContext,
  wanted: readonly OwnClass[] = OWN_CLASSES,
): Condition {
  const tokens = tests.flatMap((test) => (test.on === 'glob' ? [] : (tokenQuery(test, context.names, wanted) ?? [])))
  return { tokens: anyOf(tokens), sets: tests.flatMap((test) => setsOf(test, context, wanted)) }
}

/** The condition that the type of a part passes one of the tests. */
export function typeCondition(tests: readonly Test[], { names }: SqlContext): Condition {
  const ids = [...new Set(tests.flatMap((test) => names.types.idsPassing(test)))].sort((a, b) => a - b)
  return { tokens: typesQuery(ids), sets: [] }
}

/** The condition that a seller of a part passes one of the tests. */
export function sellerCondition(tests: readonly Test[], context: SqlContext): Condition {
  const ids = [...new Set(tests.flatMap((test) => context.names.sellers.idsPassing(test)))].sort((a, b) => a - b)
  return { tokens: null, sets: sellerSet(ids, context) }
}

/** The condition that one of several is fulfilled. */
export function eitherOf(conditions: readonly Condition[]): Condition {
  return {
    tokens: anyOf(conditions.flatMap(({ tokens }) => tokens ?? [])),
    sets: [...new Map(conditions.flatMap(({ sets }) => sets.map((set) => [set.ids, set]))).values()],
  }
}

/** The condition that a part, its type or a seller of it passes one of the tests. */
export function conditionOf(all: readonly Test[], context: SqlContext): Condition {
  const tests = widestOf(all)
  return eitherOf([ownCondition(tests, context), typeCondition(tests, context), sellerCondition(tests, context)])
}

export function isNever({ tokens, sets }: Condition): boolean {
  return tokens === null && sets.length === 0
}

/** SQL that selects the parts which fulfil a condition, some of them twice. */
export function idsOf({ tokens, sets }: Condition, { parameters }: SqlContext): string {
  const ofTokens =
    tokens === null
      ? []
      : [`select t.part_id from search_document_ids(${parameters.add(tokens, 'tsquery')}) t (part_id)`]
  return [...ofTokens, ...sets.map(({ ids }) => ids)].join(' union all ')
}

/** SQL for a part `d` of `part_search_documents` to fulfil a condition. An index answers each form. */
export function sqlOf(condition: Condition, context: SqlContext): string {
  const { tokens, sets } = condition
  if (sets.length > 0) return `d.part_id in (${idsOf(condition, context)})`
  return tokens === null ? 'false' : `d.tokens @@ ${context.parameters.add(tokens, 'tsquery')}`
}

/** The same for a part that was found already: nothing is looked up for it that its document says. */
export function checkOf({ tokens, sets }: Condition, { parameters }: SqlContext): string {
  const checks = [
    ...(tokens === null ? [] : [`d.tokens @@ ${parameters.add(tokens, 'tsquery')}`]),
    ...sets.map(({ check }) => check),
  ]
  return checks.length === 0 ? 'false' : `(${checks.join(' or ')})`
}
