import { makersIn } from '../../catalogue/part-identity/maker-name.ts'
import { isNumberLike } from '../../catalogue/part-identity/number-like.ts'
import { bareNumber, deviceOf, normalisePartNumber } from '../../catalogue/part-identity/part-number.ts'
import { wordsOf } from '../../catalogue/part-identity/words.ts'
import { packageNamesIn } from '../../catalogue/search-rules/packages/package-names.ts'
import { type Ratings, ratingsIn } from './ratings.ts'

const MAX_LENGTH = 4000
const MAX_TOKENS = 150
const MAX_NUMBERS = 60
/** A number may have been written with blanks: "NE 555 P". */
const MAX_JOINED = 3

/** The terms of a search that parts are compared with. */
export interface SearchTerms {
  /** The text, cut to the length that a prompt and an index can take. */
  text: string
  /** Everything in it that may be a part number, normalised. */
  numbers: readonly string[]
  /** The parts of the numbers that all variants of a device share. */
  devices: ReadonlySet<string>
  /** The significant words. */
  words: ReadonlySet<string>
  /** Canonical names of the packages that it names. */
  packages: ReadonlySet<string>
  /** Makers by their display names. */
  makers: ReadonlySet<string>
  ratings: Ratings
}

function isValue(token: string): boolean {
  return /^[±<>~]?\d/.test(token) && ratingsIn(token).size > 0
}

/** A word without the punctuation of the sentence. Brackets within a number stay. */
function withoutPunctuation(token: string): string {
  const word = token.replaceAll(/^["'[]+|["'\],.:]+$/g, '')
  return word.startsWith('(') || !word.includes('(') ? word.replaceAll(/^\(+|\)+$/g, '') : word
}

/** Groups of one to three words of the search that may be a part number, as written. */
function writtenNumbers(text: string): string[] {
  const tokens = text
    .split(/[\s;]+/)
    .map(withoutPunctuation)
    .filter((token) => token !== '')
    .slice(0, MAX_TOKENS)
  const found: string[] = []
  for (let length = 1; length <= MAX_JOINED; length++) {
    for (let start = 0; start + length <= tokens.length; start++) {
      const part = tokens.slice(start, start + length)
      const written = part.join(' ')
      if (!isNumberLike(bareNumber(written)) || isValue(written)) continue
      // Blanks in a number stand between short pieces, not between words of a sentence.
      if (length > 1 && part.some((token) => /^[A-Z]?[a-z]{4,}$/.test(token))) continue
      found.push(written)
    }
  }
  return found
}

/** Extracts the search terms from a text about a part. */
export function readSearch(search: string): SearchTerms {
  const text = search
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
  const written = writtenNumbers(text)
  const numbers = new Set(written.flatMap((number) => [normalisePartNumber(number), bareNumber(number)]))
  const devices = written.map(deviceOf).filter((device) => device !== null)
  return {
    text,
    numbers: [...numbers].filter(isNumberLike).slice(0, MAX_NUMBERS),
    devices: new Set(devices),
    words: wordsOf(text),
    packages: packageNamesIn(text),
    makers: makersIn(text),
    ratings: ratingsIn(text),
  }
}
