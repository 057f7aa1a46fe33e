import { bareNumber } from '../../part-identity/part-number.ts'
import { joinedTagTokens, mountingToken, tagToken } from '../document/exact-tokens.ts'
import { encodeNumber, encodeWritten, openEnd } from '../numbers/encode-number.ts'
import { canonicalPackage, packageToken } from '../packages/canonical-package.ts'
import { packageOfPair } from '../packages/read-packages.ts'
import { globTests, numberPartTests, numberStartTests, numberToken, sameNumberTests } from '../readings/number-tests.ts'
import { beginningOfKey, partKeyOf } from '../readings/part-key.ts'
import type { Test } from '../readings/test.ts'
import { compoundTests, synonymTests, wordTests, wordToken } from '../readings/word-tests.ts'
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

/** Reads one value of a filter. @param isUnfinished whether it is still being typed: then its beginning is enough. */
type ReadValue = (text: string, isUnfinished: boolean) => Test[]

function nameRule(filter: ParsedFilter, text: string, isUnfinished: boolean): NameRule {
  if (filter.operator === '=' && !isUnfinished) return { exact: foldName(text) }
  const tokens = tokensOf(text)
  const words = tokens.map(({ pieces, joined }, place) => {
    const own = pieces.map((piece) => piece.text)
    const typed = isUnfinished && place === tokens.length - 1 ? beginningTests(joined ?? own.at(-1) ?? '') : []
    return [...wordTests(own, joined), ...(own.length === 1 ? compoundTests(own[0] ?? '') : []), ...typed]
  })
  const all = tokens.flatMap(({ pieces }) => pieces.map((piece) => piece.text))
  return { words, synonyms: all.length > 1 ? synonymTests(all) : [] }
}

function beginning(prefix: string): Test {
  return { on: 'prefix', prefix, ...AS }
}

function beginningTests(word: string): Test[] {
  return word === '' ? [] : [beginning(wordToken(word))]
}

function packageTests(text: string, isUnfinished: boolean): Test[] {
  const folded = foldCase(text)
  const [first = '', second] = folded.split(' ')
  const body = (second === undefined ? null : packageOfPair(first, second)) ?? canonicalPackage(folded)
  if (!body) return []
  const whole: Test = { on: 'token', token: packageToken(body), kind: 'package', strength: 'whole' }
  if (!isUnfinished) return [whole]
  return [whole, beginning(packageToken(body)), { ...beginning(wordToken(folded)), onlyClass: 0 }]
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

function tagTests(filter: ParsedFilter, text: string, isUnfinished: boolean): Test[] {
  const whole = [tagToken(text), ...(filter.operator === '=' ? [] : joinedTagTokens(text))]
  const tests = whole.map((token): Test => ({ on: 'token', token, ...AS }))
  return isUnfinished ? [...tests, beginning(tagToken(text))] : tests
}

function numberFilterTests(field: string, text: string, isUnfinished: boolean): Test[] {
  const onlyClass = field === 'series' ? 1 : 0
  const globs = globTests(text)
  const code = encodeNumber(bareNumber(text))
  const whole = [...sameNumberTests(text), ...numberStartTests(code), ...numberPartTests(encodeWritten(text))]
  const typed = isUnfinished && code !== '' ? [beginning(numberToken(openEnd(code)))] : []
  return (globs.length > 0 ? globs : [...whole, ...typed]).map((test) => ({ ...test, onlyClass }))
}

/** Beginnings of keys, for one that is still being typed. */
function typedKeyRule(filter: ParsedFilter): FilterRule | null {
  const starts = texts(filter).map(beginningOfKey)
  if (!starts.every((start) => start !== null)) return null
  return {
    on: 'document',
    tests: starts.map((start): Test => ({ on: 'key_start', start, kind: 'key', strength: 'start' })),
  }
}

function ruleOf(filter: ParsedFilter, isTyping: boolean): FilterRule | null {
  const { field, kind } = filter.name
  const isUnfinished = (place: number) => isTyping && place === filter.values.length - 1
  const tests = (read: ReadValue): FilterRule => ({
    on: 'document',
    tests: texts(filter).flatMap((text, place) => read(text, isUnfinished(place))),
  })
  switch (kind) {
    case 'words': {
      const names = texts(filter).map((text, place) => nameRule(filter, text, isUnfinished(place)))
      return { on: field === 'seller' ? 'seller' : 'type', names }
    }
    case 'package':
      return tests(packageTests)
    case 'mount':
      return tests((text) => mountTests(filter, text))
    case 'maker':
      return tests((text) => makerTests(filter, text))
    case 'tag':
      return tests((text, isOpen) => tagTests(filter, text, isOpen))
    case 'number': {
      if (filter.operator !== '=') return tests((text, isOpen) => numberFilterTests(field, text, isOpen))
      // As it is written but for case.
      const column = field === 'series' ? 'series' : 'manufacturer_code'
      return { on: 'written', column, texts: texts(filter).map((text) => text.toLowerCase()) }
    }
    case 'quantity': {
      const found = quantityTests(filter)
      return found.length === 0 ? null : { on: 'document', tests: found }
    }
    case 'key': {
      if (isTyping) return typedKeyRule(filter)
      const keys = texts(filter).map(partKeyOf)
      return keys.every((key) => key !== null) ? { on: 'key', keys } : null
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

/**
 * Reads a filter. @returns a problem when its value cannot be read.
 *
 * @param isTyping whether its last value is still being typed, so that it may be a beginning.
 */
export function readFilter(filter: ParsedFilter, isTyping = false): QueryFilter | QueryProblem {
  const rule = ruleOf(filter, isTyping)
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
