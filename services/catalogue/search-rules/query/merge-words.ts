import { packageOfPair } from '../packages/read-packages.ts'
import { pinsOf } from '../packages/read-pins.ts'
import { foldCase } from '../text/fold.ts'
import { readWholeValue } from '../values/read-values.ts'
import { threadWord } from '../words/screw-threads.ts'
import type { ParsedTerm } from './parsed-query.ts'

/** The most words that are one value: `1 to 5 V`. */
const LONGEST = 4
/** A number, a fraction or two numbers that may be the ends of a range. */
const NUMBER = /^[-+±/]*[\d.,]*\d(?:(?:\/|-|~|\.{2,3})[-+]?[\d.,]*\d)?$/
const OHM = /^ohms?$/i
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
  const [first = '', second = ''] = texts
  const isRange = texts.length > 2 && /^(?:to|bis|-|~|\.{2,3})$/i.test(texts[texts.length - 2] ?? '')
  const isApart = NUMBER.test(first) || OHM.test(second)
  const isLongRange = texts.length > 2 && /^(?:to|bis|-|~)$/i.test(second)
  return (isApart || isRange || isLongRange) && readWholeValue(texts.join(' '), { isQuery: true }).length > 0
}

function belongTogether(words: readonly ParsedTerm[]): boolean {
  const texts = words.map(({ text }) => text)
  const [first = '', second = '', ...others] = texts.map(foldCase)
  if (isValue(texts) || threadWord(texts.join(' ')) !== null) return true
  if (others.length > 0) return false
  const isCount = /^\d{1,4}$/.test(first) && COUNTED.test(second)
  return isCount || packageOfPair(first, second) !== null || pinsOf(first, second) !== null
}

/** Words of which each belongs to the one before become one: `10 k`, `4700 ohm`, `SO 8`, `0603 metric`, `8 pins`, `16 bit`, `M3 x 12`. */
export function mergeWords(words: readonly ParsedTerm[], cleanQuery: string): ParsedTerm[] {
  const merged: ParsedTerm[] = []
  for (let place = 0; place < words.length; ) {
    const lengths = Array.from({ length: LONGEST - 1 }, (_, shorter) => LONGEST - shorter)
    const length = lengths.find((count) => {
      const group = words.slice(place, place + count)
      return group.length === count && areNeighbours(group, cleanQuery) && belongTogether(group)
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
