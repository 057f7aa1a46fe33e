import { makerReader, makersIn } from '../../catalogue/part-identity/maker-name.ts'
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
/** Letters and digits of a number that is known to be one; a shorter one is that of many parts. */
const MIN_NUMBER = 4
const MAX_NUMBER = 100

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
  /** Whether it names a maker, one that has no display name included. */
  namesMaker(maker: string): boolean
  ratings: Ratings
  /** Null for a text that somebody has written. */
  part: PartTerms | null
}

/** What is known of a part beside its text, where the search is for a part. */
export interface PartTerms {
  /** The words of the name of its type. */
  typeWords: ReadonlySet<string>
  pinCount: number | null
  /** Words of its texts that tell parts of its type apart. */
  marks: ReadonlySet<string>
  description: string
  manufacturer: string | null
  package: string | null
  /** Its part number as it is written; null when it has none. */
  number: string | null
  /** Its texts without the number. */
  otherText: string
}

/** A text without what the database cannot take, cut to what an index and a prompt can take. */
function tidied(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
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

/** Forms of what stands where a part number belongs. Blanks in it separate nothing, and it need not look like a number. */
function formsOf(number: string): string[] {
  const joined = number.replaceAll(/\s+/g, '')
  const forms = [normalisePartNumber(number), normalisePartNumber(joined), bareNumber(joined)]
  return forms.filter((form) => form.length >= MIN_NUMBER && form.length <= MAX_NUMBER)
}

/** Extracts the search terms from a text about a part. @param part given when the text is that of a part. */
export function readSearch(search: string, part: PartTerms | null = null): SearchTerms {
  const text = tidied(search)
  const written = writtenNumbers(part === null ? text : tidied(part.otherText))
  const numbers = new Set(written.flatMap((number) => [normalisePartNumber(number), bareNumber(number)]))
  const own = part?.number ?? null
  const devices = [...written, ...(own === null ? [] : [own.replaceAll(/\s+/g, '')])].map(deviceOf)
  return {
    text,
    numbers: [...new Set([...(own === null ? [] : formsOf(own)), ...[...numbers].filter(isNumberLike)])].slice(
      0,
      MAX_NUMBERS,
    ),
    devices: new Set(devices.filter((device) => device !== null)),
    words: wordsOf(text),
    packages: packageNamesIn(text),
    makers: makersIn(text),
    namesMaker: makerReader(text),
    ratings: ratingsIn(text),
    part,
  }
}
