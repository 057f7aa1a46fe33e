import { isNumberLike } from '../../part-identity/number-like.ts'
import { bareNumber } from '../../part-identity/part-number.ts'
import { numberTests } from '../readings/number-tests.ts'
import { reading, type StrictReading } from '../readings/strict-reading.ts'
import { makerReading, wordsOfTerm } from '../readings/term-readings.ts'
import { joinedWordTests, synonymTests } from '../readings/word-tests.ts'
import { foldCase } from '../text/fold.ts'
import { LONGEST_MAKER } from '../words/maker-key.ts'
import { LONGEST_NAME, synonymsOf } from '../words/synonyms.ts'
import type { ParsedTerm } from './parsed-query.ts'
import type { JoinedReading } from './search-query.ts'

/** A number is typed in so many pieces at most. */
const PIECES_OF_NUMBER = 3
const LONG_WORD = /^\p{L}{6,}$/u
/** Names of series are not longer: ATMEGA, ATTINY, PIC, STM. */
const LONGEST_SERIES = 10

/** A word that is no part of a number: a long one, save for the name of a series before its digits. */
function standsAlone({ text }: ParsedTerm, place: number, words: readonly ParsedTerm[]): boolean {
  if (!LONG_WORD.test(text)) return false
  const isBeforeDigits = place === 0 && /^\d/.test(words[1]?.text ?? '')
  return !isBeforeDigits || text.length > LONGEST_SERIES || synonymsOf([foldCase(text)]).length > 0
}

function numberReadings(words: readonly ParsedTerm[], cleanQuery: string): StrictReading[] {
  if (words.length > PIECES_OF_NUMBER || words.some(standsAlone)) return []
  // As it stands in the query, so that a comma in it is still one.
  const written = cleanQuery.slice(words[0]?.cleanStart, words.at(-1)?.cleanEnd).replaceAll(/\s+/g, '')
  const bare = bareNumber(written)
  return isNumberLike(bare) ? reading({ kind: 'number', text: bare }, numberTests(written)) : []
}

function nameReadings(words: readonly ParsedTerm[]): StrictReading[] {
  const pieces = words.flatMap(({ text }) => wordsOfTerm(text).pieces)
  const text = pieces.join(' ')
  const isWords = pieces.length > 1 && pieces.every((piece) => /^\p{L}+$/u.test(piece))
  const isGauge = pieces.length === 2 && pieces.includes('awg')
  const asOne = (isWords || isGauge) && words.length === 2 ? joinedWordTests(pieces) : []
  const synonyms = pieces.length > 1 && pieces.length <= LONGEST_NAME ? synonymTests(pieces) : []
  const maker = words.length <= LONGEST_MAKER ? makerReading(words.map((word) => word.text).join(' ')) : []
  return [...reading({ kind: 'word', text, words: pieces }, [...asOne, ...synonyms]), ...maker]
}

function areNeighbours(words: readonly ParsedTerm[]): boolean {
  return words.every(({ isExcluded, isPhrase, order, text }, place) => {
    const before = words[place - 1]
    const isNext = !before || before.lastOrder === order || before.lastOrder + 1 === order
    return isNext && !isExcluded && !isPhrase && !text.includes('*')
  })
}

/**
 * The readings of neighbouring terms together: a number that was typed with blanks, two words that some part writes as
 * one, a name of several words that has synonyms, a maker.
 */
export function joinedReadings(terms: readonly ParsedTerm[], cleanQuery: string): JoinedReading[] {
  const longest = Math.max(PIECES_OF_NUMBER, LONGEST_NAME, LONGEST_MAKER)
  return terms.flatMap(({ start }, first) =>
    Array.from({ length: longest - 1 }, (_, more) => first + more + 1).flatMap((last) => {
      const words = terms.slice(first, last + 1)
      const end = words.at(-1)?.end ?? start
      if (words.length !== last - first + 1 || !areNeighbours(words)) return []
      const at = { first, last, text: words.map(({ text }) => text).join(' '), start, end }
      return [...numberReadings(words, cleanQuery), ...nameReadings(words)].map((each) => ({
        ...at,
        reading: each,
        numberLength: each.shown.kind === 'number' ? (each.shown.text?.length ?? null) : null,
      }))
    }),
  )
}
