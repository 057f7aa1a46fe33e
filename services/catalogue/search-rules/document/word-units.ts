import { isNumberLike } from '../../part-identity/number-like.ts'
import { bareNumber } from '../../part-identity/part-number.ts'
import { wordToken } from '../readings/word-tests.ts'
import { cleanText } from '../text/fold.ts'
import { originalRange } from '../text/mapped-text.ts'
import { type Token, tokensOf } from '../text/tokens.ts'
import { threadsIn } from '../words/screw-threads.ts'
import { sizesIn } from '../words/sizes.ts'
import type { FieldText } from './searched-part.ts'
import type { FieldClass, Unit } from './unit.ts'

/** Words of different fields are so far apart. */
const GAP = 2

/** Letters of a number that is written with a blank: `NE 555`. */
const LETTERS_OF_NUMBER = /^[A-Z]{1,4}$/
const DIGITS_OF_NUMBER = /^\d{2,5}[A-Z]{0,3}$/

/** Two tokens that are one number, as "NE 555": joined when together they look like one. */
export function joinedNumber(clean: string, token: Token, next: Token | undefined): string | null {
  if (!next || clean.slice(token.end, next.start) !== ' ') return null
  if (!LETTERS_OF_NUMBER.test(token.text) || !DIGITS_OF_NUMBER.test(next.text)) return null
  const joined = bareNumber(token.text + next.text)
  return isNumberLike(joined) ? joined : null
}

interface Word {
  word: string
  /** Place among the words of the field. */
  place: number
  start: number
  end: number
}

function wordsOfToken({ pieces, joined, start, end }: Token, first: number): Word[] {
  const single = pieces.map((piece, index) => ({
    word: piece.text,
    place: first + index,
    start: piece.start,
    end: piece.end,
  }))
  if (joined === null) return single
  // Joined it is the neighbour of what stands before and of what stands behind.
  const places = [...new Set([first, first + pieces.length - 1])]
  return [...single, ...places.map((place) => ({ word: joined, place, start, end }))]
}

/** What a text names in several tokens and has one spelling: `m3` and `m3x12` for "M3 × 12 mm", `5.5x2.1`. */
function namesOfSeveral(clean: string): { words: string[]; start: number; end: number }[] {
  const threads = threadsIn(clean).map(({ thread, withLength, start, end }) => ({
    words: withLength === null ? [thread] : [thread, withLength],
    start,
    end,
  }))
  return [...threads, ...sizesIn(clean)]
}

/** The threads of screws and the sizes that begin with a token. */
function spelledWords(clean: string, tokens: readonly Token[], first: number): Word[] {
  const names = namesOfSeveral(clean)
  if (names.length === 0) return []
  let next = first
  const places = new Map(
    tokens.map((token) => {
      const place = next
      next += token.pieces.length
      return [token.start, place]
    }),
  )
  return names.flatMap(({ words, start, end }) => {
    const place = places.get(start)
    return place === undefined ? [] : words.map((word) => ({ word, place, start, end }))
  })
}

/** The words of a text as units. @param position of its first word. @returns also the position for the next field. */
export function wordUnits(
  { field, text }: FieldText,
  fieldClass: FieldClass,
  position: number,
): { units: Unit[]; next: number } {
  const clean = cleanText(text)
  const tokens = tokensOf(clean.text)
  let next = position
  const spelled = spelledWords(clean.text, tokens, position)
  const words = tokens.flatMap((token, place) => {
    const found = wordsOfToken(token, next)
    const following = tokens[place + 1]
    const number = joinedNumber(clean.text, token, following)
    if (number !== null && following) {
      found.push({ word: number.toLowerCase(), place: next, start: token.start, end: following.end })
    }
    next += token.pieces.length
    return found
  })
  const units = [...words, ...spelled].map(({ word, place, start, end }) => {
    const [from, to] = originalRange(clean, start, end)
    return { token: wordToken(word), field, fieldClass, position: place, start: from, end: to }
  })
  return { units, next: next + GAP }
}
