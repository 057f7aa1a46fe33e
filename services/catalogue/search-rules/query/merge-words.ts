import { packageOfPair } from '../packages/read-packages.ts'
import { pinsOf } from '../packages/read-pins.ts'
import { foldCase } from '../text/fold.ts'
import { readWholeValue } from '../values/read-values.ts'
import { threadWord } from '../words/screw-threads.ts'
import { sizeWord } from '../words/sizes.ts'
import type { ParsedTerm } from './parsed-query.ts'

/** The most words that are one value: `1 to 5 V`. */
const LONGEST_VALUE = 4
/** The most words that are one size: `5 mm x 5 mm x 2 mm`. */
const LONGEST = 8
/** A number, a fraction or two numbers that may be the ends of a range. */
const NUMBER = /^[-+±/]*[\d.,]*\d(?:(?:\/|-|~|\.{2,3})[-+]?[\d.,]*\d)?$/
/** The second half of a unit: `4k7 ohm`, `12V DC`. */
const REST_OF_UNIT = /^(?:ohms?|dc|ac|rms)$/i
/** Words that count something and say too little without their number. */
const COUNTED = /^(?:[km]?bits?|channels?|digits?)$/

/** Whether nothing but blanks stands between words: a comma or a bracket parts them. */
function areNeighbours(words: readonly ParsedTerm[], cleanQuery: string): boolean {
  return words.every(({ isExcluded, isPhrase, cleanStart }, place) => {
    const before = words[place - 1]
    return !isExcluded && !isPhrase && (!before || /^ +$/.test(cleanQuery.slice(before.cleanEnd, cleanStart)))
  })
}

/** Whether words are one value: a number and its unit with a blank between, or the two ends of a range. */
function isValue(texts: readonly string[]): boolean {
  if (texts.length > LONGEST_VALUE) return false
  const [first = '', second = ''] = texts
  const isRange = texts.length > 2 && /^(?:to|bis|-|~|\.{2,3})$/i.test(texts[texts.length - 2] ?? '')
  const isApart = NUMBER.test(first) || REST_OF_UNIT.test(second)
  const isLongRange = texts.length > 2 && /^(?:to|bis|-|~)$/i.test(second)
  return (isApart || isRange || isLongRange) && readWholeValue(texts.join(' '), { isQuery: true }).length > 0
}

/** Whether words are a size, whose last number is not that of a value: `4 x 100 nF` is none. */
function isSize(texts: readonly string[], next: string): boolean {
  const isOfValue = readWholeValue(`${texts.at(-1)} ${next}`, { isQuery: true }).length > 0
  return !isOfValue && sizeWord(texts.join(' ')) !== null
}

/** @param next the word behind them, if it is their neighbour. */
function belongTogether(words: readonly ParsedTerm[], next: string): boolean {
  const texts = words.map(({ text }) => text)
  const [first = '', second = '', ...others] = texts.map(foldCase)
  if (isValue(texts) || threadWord(texts.join(' ')) !== null || isSize(texts, next)) return true
  if (others.length > 0) return false
  const isCount = /^\d{1,4}$/.test(first) && COUNTED.test(second)
  return isCount || packageOfPair(first, second) !== null || pinsOf(first, second) !== null
}

/** Words of which each belongs to the one before become one: `10 k`, `4700 ohm`, `SO 8`, `0603 metric`, `8 pins`, `16 bit`, `M3 x 12`, `5.5 x 2.1 mm`. */
export function mergeWords(words: readonly ParsedTerm[], cleanQuery: string): ParsedTerm[] {
  const merged: ParsedTerm[] = []
  for (let place = 0; place < words.length; ) {
    const lengths = Array.from({ length: LONGEST - 1 }, (_, shorter) => LONGEST - shorter)
    const length = lengths.find((count) => {
      const group = words.slice(place, place + count)
      const more = words.slice(place, place + count + 1)
      const next = areNeighbours(more, cleanQuery) ? (more[count]?.text ?? '') : ''
      return group.length === count && areNeighbours(group, cleanQuery) && belongTogether(group, next)
    })
    const group = words.slice(place, place + (length ?? 1))
    const [first, last] = [group[0], group.at(-1)]
    if (first && last) {
      const { end, cleanEnd, lastOrder } = last
      merged.push({ ...first, text: group.map(({ text }) => text).join(' '), end, cleanEnd, lastOrder })
    }
    place += length ?? 1
  }
  return merged
}
