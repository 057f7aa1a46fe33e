import { bareNumber } from '../../part-identity/part-number.ts'
import type { FieldClass, Unit } from '../document/unit.ts'
import { lengthOfCode } from '../numbers/encode-number.ts'
import { matchesGlob } from '../numbers/glob.ts'
import type { MatchKind, Strength } from '../readings/answer-types.ts'
import type { Span, Test, WordChoice } from '../readings/test.ts'
import { excludingType } from '../readings/value-readings.ts'
import { wordToken } from '../readings/word-tests.ts'
import type { Subject } from './subject.ts'

/** A place of a part that passes a test. */
export interface Found {
  kind: MatchKind
  strength: Strength
  field: string
  fieldClass: FieldClass
  ranges: readonly (readonly [start: number, end: number])[]
}

function unitsWithPrefix({ byToken }: Subject, prefix: string): Unit[] {
  const found: Unit[] = []
  for (const [token, units] of byToken) if (token.startsWith(prefix)) found.push(...units)
  return found
}

function unitsOf({ byToken }: Subject, words: WordChoice): Unit[] {
  return words.flatMap((word) => byToken.get(wordToken(word)) ?? [])
}

/** Whether two spans of amounts have one in common. */
export function spansMeet(a: Span, b: Span): boolean {
  const isBelow = (high: Span, low: Span) =>
    high.high !== null &&
    low.low !== null &&
    (high.isHighOpen || low.isLowOpen ? high.high <= low.low : high.high < low.low)
  return !isBelow(a, b) && !isBelow(b, a)
}

/** Units that follow one another in one field, a word each. */
function chains(subject: Subject, words: readonly WordChoice[]): Unit[][] {
  const [first = [], ...others] = words
  return unitsOf(subject, first).flatMap((start) => {
    const chain = [start]
    for (const word of others) {
      const last = chain.at(-1)
      const next = unitsOf(subject, word).find(
        ({ field, position }) => field === start.field && position === (last?.position ?? 0) + 1,
      )
      if (!next) return []
      chain.push(next)
    }
    return [chain]
  })
}

/** Units of one class of fields, one for each word. */
function sets(subject: Subject, words: readonly WordChoice[]): Unit[][] {
  const choices = words.map((word) => unitsOf(subject, word))
  const classes = new Set(choices[0]?.map(({ fieldClass }) => fieldClass))
  return [...classes].flatMap((fieldClass) => {
    const set = choices.map((units) => units.find((unit) => unit.fieldClass === fieldClass))
    const complete = set.filter((unit) => unit !== undefined)
    return complete.length === words.length ? [complete] : []
  })
}

/** Whether a part states an amount of a span. One without its unit may be of another quantity, which its type decides. */
function meets({ typeKinds }: Subject, { span }: Unit, test: Extract<Test, { on: 'span' }>): boolean {
  if (!span || span.quantity !== test.quantity || !spansMeet(span.span, test.span)) return false
  const other = span.isUndecided ? excludingType(span.quantity) : undefined
  return other === undefined || !typeKinds.has(other)
}

function unitGroups(subject: Subject, test: Test): Unit[][] {
  switch (test.on) {
    case 'token':
      return (subject.byToken.get(test.token) ?? []).map((unit) => [unit])
    case 'prefix':
      return unitsWithPrefix(subject, test.prefix).map((unit) => [unit])
    case 'phrase':
      return chains(subject, test.words)
    case 'together':
      return sets(subject, test.words)
    case 'span':
      return subject.spans.filter((unit) => meets(subject, unit, test)).map((unit) => [unit])
    default:
      return []
  }
}

/** How many letters and digits of a number a test is about; null when it is about all of them. */
function lengthOf(test: Test): number | null {
  return test.on === 'prefix' ? lengthOfCode(test.prefix.slice(test.prefix.indexOf(':') + 1)) : null
}

function rangeOf({ start, end, number }: Unit, test: Test): readonly [number, number] {
  const length = lengthOf(test)
  const last = number && length !== null ? number.places[number.offset + length - 1] : undefined
  return [start, last?.[1] ?? end]
}

/** A number that a text mentions from its beginning is not the number of the part, but no part of one either. */
function kindOf(test: Test, unit: Unit | undefined): MatchKind {
  if (test.kind !== 'number_part' || unit?.number?.offset !== 0 || !unit.token.startsWith('d:')) return test.kind
  return test.on === 'prefix' && unit.token === test.prefix ? 'number' : 'number_start'
}

function foundAt(test: Test, units: readonly Unit[]): Found[] {
  const [first] = units
  if (!first || (test.exceptNames && first.fieldClass > 2) || (test.exceptSellers && first.fieldClass > 3)) return []
  if (test.onlyClass !== undefined && test.onlyClass !== first.fieldClass) return []
  const ranges = units.map((unit) => rangeOf(unit, test))
  return [
    { kind: kindOf(test, first), strength: test.strength, field: first.field, fieldClass: first.fieldClass, ranges },
  ]
}

function isClass({ onlyClass }: Test, field: string): boolean {
  return onlyClass === undefined || onlyClass === (field === 'series' ? 1 : 0)
}

/** The places of a part that pass a test; empty when it does not pass. */
export function placesOf(subject: Subject, test: Test): Found[] {
  const { kind, strength } = test
  if (test.unlessType && subject.typeKinds.has(test.unlessType)) return []
  if (test.on === 'key' || test.on === 'key_start') {
    const start = test.on === 'key' ? test.key : test.start
    const ranges = [[0, start.length] as const]
    return subject.key.startsWith(start) ? [{ kind, strength, field: 'key', fieldClass: 0, ranges }] : []
  }
  if (test.on === 'place') {
    const isThere = subject.places.some(({ box_no, loc_no }) => box_no === test.box && loc_no === test.location)
    return isThere ? [{ kind, strength, field: 'locations', fieldClass: 0, ranges: [] }] : []
  }
  if (test.on === 'seller_number') {
    const same = (subject.sellerNumbers ?? []).filter(({ text }) => bareNumber(text) === test.number)
    return same.map(({ field, text }) => ({ kind, strength, field, fieldClass: 4, ranges: [[0, text.length]] }))
  }
  if (test.on === 'glob') {
    return subject.numbers
      .filter(({ bare, field }) => isClass(test, field) && matchesGlob(test.glob, bare))
      .map(({ field, length }) => ({
        kind,
        strength,
        field,
        fieldClass: field === 'series' ? 1 : 0,
        ranges: [[0, length]],
      }))
  }
  // Words of a set may stand in several fields of a class: each field is shown by itself.
  return unitGroups(subject, test).flatMap((units) => {
    const fields = new Set(units.map(({ field }) => field))
    return [...fields].flatMap((field) =>
      foundAt(
        test,
        units.filter((unit) => unit.field === field),
      ),
    )
  })
}
