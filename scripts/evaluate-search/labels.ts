import { readFileSync } from 'node:fs'
import { bareNumber } from '../../services/catalogue/part-identity/part-number.ts'
import { factsOf, type ShelvedPart } from './labelled-part.ts'

/** A fact that the parts meant by a query have, or must not have. */
export interface Condition {
  fact: string
  /** `=` one of the values, `^=` begins with one, `!=` none of them. */
  operator: '=' | '^=' | '!='
  values: readonly string[]
}

/** A query with the parts that a person expects. */
export interface LabelledQuery {
  q: string
  /** Whether it had no say in the rules. */
  isCheck: boolean
  /** The parts with all facts of one of these sets are meant; empty when nothing may be found. */
  meant: readonly (readonly Condition[])[]
  /** For queries that must find nothing: the kind of mistake that a hit is. */
  nothing: string | null
}

const FILE = new URL('../../bench/labelled/search-queries.txt', import.meta.url)
const CONDITION = /^(\w+)(\^=|!=|=)(.+)$/

function readCondition(text: string, line: string): Condition {
  const [, fact = '', operator = '', values = ''] = CONDITION.exec(text) ?? []
  if (operator !== '=' && operator !== '^=' && operator !== '!=') throw new Error(`No fact "${text}" in: ${line}`)
  return { fact, operator, values: values.replaceAll('_', ' ').split(',') }
}

function readQuery(line: string, isCheck: boolean): LabelledQuery {
  const [q = '', label = ''] = line.split('=>').map((part) => part.trim())
  const [first = '', kind = ''] = label.split(/\s+/)
  if (first === 'nothing') return { q, isCheck, meant: [], nothing: kind }
  const meant = label.split('|').map((facts) =>
    facts
      .trim()
      .split(/\s+/)
      .map((text) => readCondition(text, line)),
  )
  return { q, isCheck, meant, nothing: null }
}

/** All labelled queries, those of the check set last. */
export function readLabelledQueries(): LabelledQuery[] {
  const lines = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const check = lines.indexOf('=== check')
  return lines.filter((_, place) => place !== check).map((line, place) => readQuery(line, place >= check))
}

/** The texts of a fact, with those that every part has. */
function textsOf(part: ShelvedPart, fact: string): readonly string[] {
  if (fact === 'number') return part.number === null ? [] : [part.number]
  if (fact === 'type') return [part.type]
  if (fact === 'seller') return part.seller === undefined ? [] : [part.seller]
  if (fact === 'box') return part.stock === null ? [] : [String(part.stock.box)]
  if (fact === 'stock') return [part.stock === null ? 'no' : 'yes']
  return factsOf(part, fact)
}

/** Whether a part has a fact as a label says. */
export function meets(part: ShelvedPart, { fact, operator, values }: Condition): boolean {
  const texts = textsOf(part, fact)
  if (operator === '!=') return !texts.some((text) => values.includes(text))
  return texts.some((text) => values.some((value) => (operator === '=' ? text === value : text.startsWith(value))))
}

/** Whether a query means a part. */
export function isMeant(part: ShelvedPart, { meant }: LabelledQuery): boolean {
  return meant.some((conditions) => conditions.every((condition) => meets(part, condition)))
}

/** What mistakes about a fact are called. Of other facts, a hit that is not meant only stands in the way. */
const MISTAKES: Readonly<Record<string, string>> = {
  volt: 'value',
  out: 'value',
  amp: 'value',
  ohm: 'value',
  farad: 'value',
  henry: 'value',
  hertz: 'value',
  watt: 'value',
  length: 'value',
  package: 'package',
  pins: 'pins',
}

/**
 * Whether a part is another device than the one that a query names by its number. A number that begins with what was typed,
 * or contains it, is none: LM358 is a weak hit for LM35.
 */
function isOtherDevice(part: ShelvedPart, { values }: Condition, q: string): boolean {
  const [typed, number] = [bareNumber(q), bareNumber(part.number ?? '')]
  const named = values.map(bareNumber).filter((device) => typed.includes(device) || device.includes(typed))
  return named.length > 0 && !named.some((device) => number.includes(device)) && !number.includes(typed)
}

function mistakeAbout(part: ShelvedPart, condition: Condition, q: string): string[] {
  if (meets(part, condition)) return []
  // Otherwise the label only tells parts apart that the query does not.
  if (condition.operator === '!=') return /(?:^| )-\S/.test(q) ? ['exclusion'] : []
  if (condition.fact === 'device') return isOtherDevice(part, condition, q) ? ['number'] : []
  const kind = MISTAKES[condition.fact]
  return kind === undefined || textsOf(part, condition.fact).length === 0 ? [] : [kind]
}

/** The kinds of mistakes that must never be made which a hit is; empty for most hits. */
export function mistakesOf(part: ShelvedPart, query: LabelledQuery): string[] {
  if (query.nothing !== null) return [query.nothing]
  const bySet = query.meant.map((conditions) =>
    conditions.flatMap((condition) => mistakeAbout(part, condition, query.q)),
  )
  const fewest = bySet.toSorted((a, b) => a.length - b.length)[0] ?? []
  return [...new Set(fewest)]
}
