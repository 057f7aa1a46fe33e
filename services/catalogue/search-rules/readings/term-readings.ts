import { isNumberLike } from '../../part-identity/number-like.ts'
import { bareNumber, normalisePartNumber } from '../../part-identity/part-number.ts'
import { encodeNumber } from '../numbers/encode-number.ts'
import {
  type CanonicalPackage,
  canonicalPackage,
  isSizeCode,
  knownPackage,
  packageToken,
} from '../packages/canonical-package.ts'
import { packageOfPair } from '../packages/read-packages.ts'
import { pinsOf, pinsToken } from '../packages/read-pins.ts'
import { placeOf } from '../query/place.ts'
import type { Fallbacks } from '../query/search-query.ts'
import { foldCase } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import { knownMaker, makerToken, shownMaker } from '../words/maker-key.ts'
import { threadWord } from '../words/screw-threads.ts'
import { sizeWord } from '../words/sizes.ts'
import {
  familyTests,
  familyToken,
  globTests,
  numberPartTests,
  numberPieceTests,
  numberStartTests,
  numberTests,
  numberToken,
  sameNumberTests,
  sellerNumberTests,
} from './number-tests.ts'
import { partKeyOf } from './part-key.ts'
import { reading, type StrictReading } from './strict-reading.ts'
import type { Test } from './test.ts'
import { numberSlips, wordTypos } from './typos.ts'
import { valueTermReadings } from './value-term.ts'
import { compoundTests, wordTests } from './word-tests.ts'

/** What a term is read as. */
export interface TermReadings {
  strict: StrictReading[]
  fallbacks: Fallbacks
  /** Its words, where it is read as words. */
  words: readonly string[]
}

const NO_FALLBACKS: Fallbacks = { number: [], family: [], words: null, slipsOf: null }

/** The words of a term, and all of them as one word where no numbers grow together. */
export function wordsOfTerm(text: string): { pieces: string[]; joined: string | null } {
  const tokens = tokensOf(text)
  const [only] = tokens
  const pieces = tokens.flatMap((token) => token.pieces.map((piece) => piece.text))
  if (tokens.length === 1) return { pieces, joined: only?.joined ?? null }
  return { pieces, joined: null }
}

/** The package that a term names. */
export function packageOfTerm(folded: string): CanonicalPackage | null {
  const [first = '', second] = folded.split(' ')
  return second === undefined ? knownPackage(folded) : packageOfPair(first, second)
}

/** What makes an amount another one when it is dropped, as a number drops it. */
const MARK_OR_SIGN = /[.,]|^[-+±]/

/** A value or a size is a number only as a whole or as a whole piece, letter for letter. */
function exactNumber(text: string): StrictReading[] {
  if (MARK_OR_SIGN.test(text)) return []
  const same = isNumberLike(bareNumber(text)) ? sameNumberTests(text) : []
  return reading({ kind: 'number', text: bareNumber(text) }, [...same, ...numberPieceTests(text)])
}

/** Numbers that begin with a value or a size, or contain it. */
function looseNumber(text: string): Test[] {
  const code = encodeNumber(bareNumber(text))
  return MARK_OR_SIGN.test(text) || code === '' ? [] : [...numberStartTests(code), ...numberPartTests(code)]
}

function placeReading(text: string): StrictReading[] {
  const place = placeOf(text)
  if (!place) return []
  const test: Test = { on: 'place', ...place, kind: 'location', strength: 'whole' }
  return [{ shown: { kind: 'location', text: `${place.box}-${place.location}` }, tests: [test] }]
}

/** The number of a place as it stands in a number, separator included: `7-12` is not in ABC712. */
function numberReading(text: string): StrictReading[] {
  const shown = { kind: 'number', text: bareNumber(text) } as const
  if (!placeOf(text)) return reading(shown, numberTests(text))
  const code = text.split(/[-/.]/).map(encodeNumber).join('')
  return reading(shown, [...numberStartTests(code), ...numberPartTests(code)])
}

function keyReading(text: string): StrictReading[] {
  const key = partKeyOf(text)
  if (key === null) return []
  return [{ shown: { kind: 'key', text: key }, tests: [{ on: 'key', key, kind: 'key', strength: 'equal' }] }]
}

function packageReading(body: CanonicalPackage | null): StrictReading[] {
  const test = body && ({ on: 'token', token: packageToken(body), kind: 'package', strength: 'whole' } as const)
  return body && test ? [{ shown: { kind: 'package', text: body.name.toUpperCase() }, tests: [test] }] : []
}

/** Numbers with signs between may be a package that is on no list: 7343-31. */
const NUMBERS_ONLY = /^\d+(?:[-/.]\d+)+$/

function unlistedPackage(folded: string): CanonicalPackage | null {
  return NUMBERS_ONLY.test(folded) ? canonicalPackage(folded) : null
}

function pinsReading(folded: string): StrictReading[] {
  const [first = '', second] = folded.split(' ')
  const count = pinsOf(first, second)
  if (count === null) return []
  const test: Test = { on: 'token', token: pinsToken(count), kind: 'pins', strength: 'whole' }
  return [{ shown: { kind: 'pins', value: count }, tests: [test] }]
}

/** The reading of one word or more as the whole name of a maker. */
export function makerReading(text: string): StrictReading[] {
  const maker = knownMaker(text)
  if (maker === null) return []
  const test: Test = { on: 'token', token: makerToken(maker), kind: 'maker', strength: 'whole' }
  return [{ shown: { kind: 'maker', text: shownMaker(maker) }, tests: [test] }]
}

/** Tokens of the numbers that are one allowed slip away from a number, or whose device is. */
export function slipTokens(text: string): string[] {
  const bare = [...new Set([bareNumber(text), normalisePartNumber(text)])]
  return bare.flatMap(numberSlips).flatMap((slip) => [numberToken(encodeNumber(slip)), familyToken(slip)])
}

function ofValue(text: string, values: StrictReading[]): TermReadings {
  return {
    strict: [...values, ...exactNumber(text)],
    fallbacks: { ...NO_FALLBACKS, number: looseNumber(text) },
    words: [],
  }
}

function ofSize(text: string, body: CanonicalPackage | null): TermReadings {
  const strict = [...packageReading(body), ...exactNumber(text)]
  return { strict, fallbacks: { ...NO_FALLBACKS, number: looseNumber(text) }, words: [] }
}

/**
 * All readings of a word of a query.
 *
 * @param text clean; two words where the second one belongs to the first: `SO 8`, `8 pins`, `4.7 k`.
 * @param kinds the kinds of components that the query names.
 */
export function termReadings(text: string, kinds: ReadonlySet<ComponentKind>): TermReadings {
  const globs = globTests(text)
  if (globs.length > 0) return { strict: reading({ kind: 'number', text }, globs), fallbacks: NO_FALLBACKS, words: [] }
  const values = valueTermReadings(text, kinds)
  if (values.length > 0) return ofValue(text, values)
  const folded = foldCase(text)
  const body = packageOfTerm(folded)
  if (body && (/\d/.test(folded) || isSizeCode(body.name))) return ofSize(text, body)
  const spelled = threadWord(text) ?? sizeWord(text)
  const { pieces, joined } = spelled === null ? wordsOfTerm(text) : { pieces: [spelled], joined: null }
  const [word = ''] = pieces
  const asWord = { kind: 'word', text: folded, words: pieces } as const
  const strict = [
    ...keyReading(text),
    ...placeReading(text),
    ...numberReading(text),
    ...reading({ kind: 'number', text: bareNumber(text) }, sellerNumberTests(text)),
    ...packageReading(body ?? unlistedPackage(folded)),
    ...pinsReading(folded),
    ...makerReading(text),
    ...reading(asWord, wordTests(pieces, joined)),
    // By itself: most words are none, and then these tests are not put to any part.
    ...reading(asWord, pieces.length === 1 ? compoundTests(word) : []),
  ]
  const isNumber = isNumberLike(bareNumber(text))
  const fallbacks: Fallbacks = {
    number: [],
    family: isNumber ? familyTests(text) : [],
    words: pieces.length === 1 ? wordTypos(word) : null,
    slipsOf: isNumber ? text : null,
  }
  return { strict, fallbacks, words: pieces }
}
