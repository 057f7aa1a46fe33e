import { lengthOf } from '../text/characters.ts'
import { formsOf } from '../words/plural-forms.ts'
import { englishFor, synonymsOf } from '../words/synonyms.ts'
import type { Test, WordChoice } from './test.ts'

/** From so many letters on, a word also is the beginning of a longer one. */
const SHORTEST_BEGINNING = 3
/** A word of so many letters may be two words in the text of a part: heatsink, heat sink. */
const SHORTEST_COMPOUND = 6
const LONGEST_COMPOUND = 24
const SHORTEST_HALF = 3

/** The token of a word. */
export function wordToken(word: string): string {
  return `w:${word}`
}

function wholeTests(word: string): Test[] {
  return formsOf(word).map((form) => ({ on: 'token', token: wordToken(form), kind: 'word', strength: 'whole' }))
}

/** Tests for a name of one word or several, as a synonym of what was typed. */
function nameTests(words: readonly string[]): Test[] {
  const as = { kind: 'synonym', strength: 'whole', exceptNames: true } as const
  const joined = words.join('')
  const single: Test[] = formsOf(joined).map((form) => ({ on: 'token', token: wordToken(form), ...as }))
  return words.length === 1 ? single : [{ on: 'phrase', words: words.map(formsOf), ...as }, ...single]
}

/** Tests for other names of words that stand next to each other. */
export function synonymTests(words: readonly string[]): Test[] {
  return synonymsOf(words).flatMap(nameTests)
}

/** Tests for two words that were typed as one. */
export function compoundTests(word: string): Test[] {
  const letters = [...word]
  if (letters.length < SHORTEST_COMPOUND || letters.length > LONGEST_COMPOUND || !/^\p{L}+$/u.test(word)) return []
  const places = Array.from({ length: letters.length - 2 * SHORTEST_HALF + 1 }, (_, place) => SHORTEST_HALF + place)
  return places.map((place) => {
    const words: WordChoice[] = [[letters.slice(0, place).join('')], formsOf(letters.slice(place).join(''))]
    return { on: 'phrase', words, kind: 'word', strength: 'whole' }
  })
}

const GAUGE = /^(?:(\d{1,2})awg|awg(\d{1,2}))$/

/** Tests for a gauge of wires, which is written before and behind its unit, with a blank or without: AWG22, 22 AWG. */
function gaugeTests(word: string): Test[] {
  const [, before, behind] = GAUGE.exec(word) ?? []
  const gauge = before ?? behind
  if (gauge === undefined) return []
  const as = { kind: 'word', strength: 'whole' } as const
  const joined = [`awg${gauge}`, `${gauge}awg`].map((each): Test => ({ on: 'token', token: wordToken(each), ...as }))
  const apart = [
    ['awg', gauge],
    [gauge, 'awg'],
  ].map((words): Test => ({ on: 'phrase', words: words.map((each) => [each]), ...as }))
  return [...joined, ...apart]
}

/** Beginnings end with a letter: digits that go on are another number. */
function beginningTests(word: string, shortest: number): Test[] {
  if (lengthOf(word) < shortest || !/\p{L}$/u.test(word)) return []
  return [{ on: 'prefix', prefix: wordToken(word), kind: 'word_start', strength: 'start' }]
}

/** A word of a token with several, also in English: cable for the second word of `USB-Kabel`. */
function choiceOf(word: string): WordChoice {
  const english = englishFor(word)
  return [...formsOf(word), ...(english === null ? [] : formsOf(english))]
}

/** Numbers of so few digits stand in many texts by chance. */
const SHORT_NUMBER = /^[\d.,]{1,2}$/

/** Words of which a part has all in one field; short numbers say too little unless they stand next to each other. */
function togetherTests(words: readonly string[]): Test[] {
  if (words.length === 0) return []
  const isNumbers = !words.some((word) => /\p{L}/u.test(word))
  if (isNumbers && words.some((word) => SHORT_NUMBER.test(word))) {
    return [{ on: 'phrase', words: words.map((word) => [word]), kind: 'word', strength: 'whole' }]
  }
  return [{ on: 'together', words: words.map(choiceOf), kind: 'word', strength: 'whole' }]
}

/**
 * Tests for a token of a query as a word.
 *
 * @param pieces folded, more than one where the token has a hyphen or the like.
 * @param joined the pieces as one word, null where two numbers would grow together.
 */
export function wordTests(pieces: readonly string[], joined: string | null): Test[] {
  const [first = ''] = pieces
  if (pieces.length === 1) {
    return [
      ...wholeTests(first),
      ...synonymTests(pieces),
      ...gaugeTests(first),
      ...beginningTests(first, SHORTEST_BEGINNING),
    ]
  }
  const together =
    joined === null ? [] : [...wholeTests(joined), ...gaugeTests(joined), ...beginningTests(joined, SHORTEST_BEGINNING)]
  return [...togetherTests(pieces), ...synonymTests(pieces), ...together]
}

/** Tests for words in their order as they were typed, nothing else. */
export function phraseTests(words: readonly string[]): Test[] {
  const [first = ''] = words
  const as = { kind: 'phrase', strength: 'whole' } as const
  if (words.length === 1) return [{ on: 'token', token: wordToken(first), ...as }]
  return words.length === 0 ? [] : [{ on: 'phrase', words: words.map((word) => [word]), ...as }]
}

/** Tests for two words as one, which some part may write so. */
export function joinedWordTests(words: readonly string[]): Test[] {
  const joined = words.join('')
  const whole = formsOf(joined).map(
    (form): Test => ({ on: 'token', token: wordToken(form), kind: 'word', strength: 'whole' }),
  )
  return [...whole, ...gaugeTests(joined)]
}
