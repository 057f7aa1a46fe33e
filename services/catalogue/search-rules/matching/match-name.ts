import { unitsOfSeller, unitsOfType } from '../document/part-units.ts'
import type { Unit } from '../document/unit.ts'
import type { NameRule } from '../query/search-query.ts'
import { STRENGTHS, type Strength } from '../readings/answer-types.ts'
import type { Test } from '../readings/test.ts'
import { foldName } from '../text/fold.ts'
import { placesOf } from './match-test.ts'
import { groupUnits } from './part-sayings.ts'
import type { Subject } from './subject.ts'

/** The name of a type or a seller as tests are put to it. */
export type NameSubject = Subject & { name: string }

function nameSubject(name: string, units: readonly Unit[]): NameSubject {
  const nothing = { key: '', places: [], spans: [], numbers: [], numberLength: null, typeKinds: new Set<never>() }
  return { ...nothing, byToken: groupUnits(units), name }
}

/** A type as tests are put to it. Read once, it serves many queries. */
export function typeSubject(name: string): NameSubject {
  return nameSubject(name, unitsOfType(name))
}

/** A seller as tests are put to it. */
export function sellerSubject(name: string): NameSubject {
  return nameSubject(name, unitsOfSeller(name, 'seller_name'))
}

/** How well a name passes tests of words; null when it passes none. */
export function strengthOfName(tests: readonly Test[], subject: NameSubject): Strength | null {
  const found = tests.filter((test) => placesOf(subject, test).length > 0).map(({ strength }) => strength)
  return STRENGTHS.find((strength) => found.includes(strength)) ?? null
}

function passes(tests: readonly Test[], subject: NameSubject): boolean {
  return tests.some((test) => placesOf(subject, test).length > 0)
}

/** Whether a name is what one of the rules of a filter asks for. */
export function passesNames(rules: readonly NameRule[], subject: NameSubject): boolean {
  return rules.some((rule) => {
    if ('exact' in rule) return foldName(subject.name) === rule.exact
    const hasAll = rule.words.length > 0 && rule.words.every((tests) => passes(tests, subject))
    return hasAll || passes(rule.synonyms, subject)
  })
}
