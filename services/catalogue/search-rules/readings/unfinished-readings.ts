import { bareNumber } from '../../part-identity/part-number.ts'
import { encodeNumber, encodeWritten, lengthOfCode, openEnd } from '../numbers/encode-number.ts'
import { isSizeCode } from '../packages/canonical-package.ts'
import { lengthOf } from '../text/characters.ts'
import { foldCase } from '../text/fold.ts'
import { namesBeginning } from '../words/synonyms.ts'
import { mentionToken, numberPartToken, numberToken } from './number-tests.ts'
import { partKeyOf } from './part-key.ts'
import { reading, type StrictReading } from './strict-reading.ts'
import { wordsOfTerm } from './term-readings.ts'
import type { Test } from './test.ts'
import { valueTermReadings } from './value-term.ts'
import { synonymTests, wordToken } from './word-tests.ts'

/** Inside of numbers, what is being typed counts from so many characters on. */
const SHORTEST_PART = 3
/** An amount with a sign or a decimal mark: without it, it would be the beginning of other numbers. */
const AMOUNT = /^(?:[-+±].*|\d*[.,]\d*\s?\p{L}*%?)$/u
const NO_KINDS = new Set<never>()
/** Shorter beginnings are those of many parts. */
const SHORTEST_ASKED = 3

function numberTests(text: string): Test[] {
  const code = openEnd(encodeNumber(bareNumber(text)))
  if (code === '' || AMOUNT.test(text)) return []
  const as = { strength: 'start' } as const
  const start: Test = { on: 'prefix', prefix: numberToken(code), kind: 'number_start', ...as }
  const inside = openEnd(encodeWritten(text))
  const part: Test = { on: 'prefix', prefix: numberPartToken(inside), kind: 'number_part', ...as }
  // What a text mentions as a number holds no value, so it is safe for what reads as a value itself.
  const mention: Test = { on: 'prefix', prefix: mentionToken(inside), kind: 'number_part', ...as }
  return lengthOfCode(code) >= SHORTEST_PART ? [start, part, mention] : [start]
}

/** Tests for what a name of the list of synonyms means: `wider` may become widerstand, which finds resistors. */
function otherNameTests(name: string): Test[] {
  return synonymTests([name]).map((test) => ({ ...test, strength: 'start' }))
}

/**
 * Readings of a term that is still being typed: what begins with it, from the first character. Values and sizes count
 * as beginnings of numbers only: 2n39 may become 2N3904, but 5V is never the beginning of 5V1, nor a part of -5V.
 */
export function unfinishedReadings(text: string): StrictReading[] {
  const folded = foldCase(text)
  const { pieces, joined } = wordsOfTerm(text)
  const word = pieces.length === 1 ? pieces[0] : joined
  const start = folded.toUpperCase()
  const isKey = /^[A-Z]{1,4}$/.test(start) || partKeyOf(text) !== null
  const keys: Test[] = isKey ? [{ on: 'key_start', start, kind: 'key', strength: 'start' }] : []
  const isValueOrSize = isSizeCode(folded) || valueTermReadings(text, NO_KINDS).length > 0
  const isShort = lengthOf(folded) < SHORTEST_ASKED
  // A letter or two begin the names of some sellers, whose parts would come last anyway.
  const except = isShort ? { exceptSellers: true as const } : {}
  const words: Test[] =
    word && !isValueOrSize
      ? [{ on: 'prefix', prefix: wordToken(word), kind: 'word_start', strength: 'start', ...except }]
      : []
  const names = words.length > 0 && pieces.length === 1 ? namesBeginning(folded) : []
  const readings = [
    ...reading({ kind: 'key', text: start }, keys),
    ...reading({ kind: 'number', text: bareNumber(text) }, numberTests(text)),
    ...reading({ kind: 'word', text: folded, words: pieces }, words),
    ...reading({ kind: 'word', text: folded, words: names }, names.flatMap(otherNameTests)),
  ]
  return isShort ? readings.map((each) => ({ ...each, isAssumed: true })) : readings
}
