import { bareNumber } from '../../part-identity/part-number.ts'
import { mountingToken, tagToken } from '../document/exact-tokens.ts'
import { encodeNumber } from '../numbers/encode-number.ts'
import { canonicalPackage, packageToken } from '../packages/canonical-package.ts'
import { packageOfPair } from '../packages/read-packages.ts'
import { globTests, numberPartTests, numberStartTests, sameNumberTests } from '../readings/number-tests.ts'
import type { Test } from '../readings/test.ts'
import { synonymTests, wordTests } from '../readings/word-tests.ts'
import { foldCase, foldName } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import { knownMaker, makerToken } from '../words/maker-key.ts'
import { HAVE } from './filter-names.ts'
import type { ParsedFilter, QueryProblem } from './parsed-query.ts'
import { placeOf } from './place.ts'
import { quantityTests } from './quantity-filter.ts'
import { integerSpans } from './read-integers.ts'
import type { FilterRule, NameRule, QueryFilter } from './search-query.ts'

const AS = { kind: 'word', strength: 'whole' } as const

function texts({ values }: ParsedFilter): string[] {
  return values.map(({ text }) => text)
}

function nameRule(filter: ParsedFilter, text: string): NameRule {
  if (filter.operator === '=') return { exact: foldName(text) }
  const tokens = tokensOf(text)
  const words = tokens.flatMap(({ pieces }) => pieces.map((piece) => piece.text))
  return {
    words: tokens.map(({ pieces, joined }) =>
      wordTests(
        pieces.map((piece) => piece.text),
        joined,
      ),
    ),
    synonyms: words.length > 1 ? synonymTests(words) : [],
  }
}

function packageTests(text: string): Test[] {
  const folded = foldCase(text)
  const [first = '', second] = folded.split(' ')
  const body = (second === undefined ? null : packageOfPair(first, second)) ?? canonicalPackage(folded)
  return body ? [{ on: 'token', token: packageToken(body), kind: 'package', strength: 'whole' }] : []
}

function makerTests(filter: ParsedFilter, text: string): Test[] {
  const name = foldName(text)
  const token = makerToken(knownMaker(text) ?? name)
  const whole: Test = { on: 'token', token, kind: 'maker', strength: 'whole' }
  if (filter.operator === '=' || name === '') return [whole]
  return [whole, { on: 'prefix', prefix: makerToken(name), kind: 'maker', strength: 'whole' }]
}

function mountTests(filter: ParsedFilter, text: string): Test[] {
  const token = mountingToken(text)
  const whole: Test = { on: 'token', token, ...AS }
  return filter.operator === '=' ? [whole] : [whole, { on: 'prefix', prefix: token, ...AS }]
}

function numberFilterTests(field: string, text: string): Test[] {
  const onlyClass = field === 'series' ? 1 : 0
  const globs = globTests(text)
  const code = encodeNumber(bareNumber(text))
  const tests =
    globs.length > 0 ? globs : [...sameNumberTests(text), ...numberStartTests(code), ...numberPartTests(code)]
  return tests.map((test) => ({ ...test, onlyClass }))
}

/** The rule of an exact number: as it is written but for case. */
function numberRule(filter: ParsedFilter): FilterRule {
  const column = filter.name.field === 'series' ? 'series' : 'manufacturer_code'
  if (filter.operator === '=') return { on: 'written', column, texts: texts(filter).map((text) => text.toLowerCase()) }
  return { on: 'document', tests: texts(filter).flatMap((text) => numberFilterTests(filter.name.field, text)) }
}

function ruleOf(filter: ParsedFilter): FilterRule | null {
  const { field, kind } = filter.name
  const tests = (read: (text: string) => Test[]): FilterRule => ({ on: 'document', tests: texts(filter).flatMap(read) })
  switch (kind) {
    case 'words':
      return { on: field === 'seller' ? 'seller' : 'type', names: texts(filter).map((text) => nameRule(filter, text)) }
    case 'package':
      return tests(packageTests)
    case 'mount':
      return tests((text) => mountTests(filter, text))
    case 'maker':
      return tests((text) => makerTests(filter, text))
    case 'tag':
      return tests((text) => [{ on: 'token', token: tagToken(text), ...AS }])
    case 'number':
      return numberRule(filter)
    case 'quantity': {
      const found = quantityTests(filter)
      return found.length === 0 ? null : { on: 'document', tests: found }
    }
    case 'key': {
      const keys = texts(filter).map((text) => text.toUpperCase())
      return keys.every((key) => /^[A-Z]{4}$/.test(key)) ? { on: 'key', keys } : null
    }
    case 'place': {
      const places = texts(filter).map(placeOf)
      return places.every((place) => place !== null) ? { on: 'place', places } : null
    }
    case 'has': {
      const what = texts(filter).map((text) => HAVE.find((have) => have === foldCase(text)))
      return what.every((have) => have !== undefined) ? { on: 'has', what } : null
    }
    default: {
      const spans = integerSpans(filter.operator, texts(filter))
      return spans && { on: kind === 'box' ? 'box' : field === 'pins' ? 'pins' : 'stock', spans }
    }
  }
}

function shownOperator({ operator, name, value }: ParsedFilter): QueryFilter['shown']['operator'] {
  if (operator !== null) return operator
  if (value.includes('..')) return '..'
  return ['words', 'maker', 'number', 'mount'].includes(name.kind) ? '~' : '='
}

/** Reads a filter. @returns a problem when its value cannot be read. */
export function readFilter(filter: ParsedFilter): QueryFilter | QueryProblem {
  const rule = ruleOf(filter)
  const { name, start, end, isExcluded } = filter
  if (!rule) {
    const message = `the filter ${name.field} does not understand "${filter.value}"; write it like ${name.example}`
    return { reason: 'filter', message }
  }
  const shown = {
    field: name.field,
    operator: shownOperator(filter),
    values: texts(filter),
    excluded: isExcluded,
    start,
    end,
  }
  return { shown, rule }
}
