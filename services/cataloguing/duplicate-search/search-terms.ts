import { makersIn } from '../../catalogue/part-identity/maker-name.ts'
import { bareNumber, deviceOf, normalisePartNumber } from '../../catalogue/part-identity/part-number.ts'
import { wordsOf } from '../../catalogue/part-identity/words.ts'
import { type Ratings, ratingsIn } from './ratings.ts'

const MAX_LENGTH = 4000
const MAX_TOKENS = 150
const MAX_NUMBERS = 60
/** A number may have been written with blanks: "NE 555 P". */
const MAX_JOINED = 3
const MIN_NUMBER_LENGTH = 4
const MAX_NUMBER_LENGTH = 40
/** As many digits without a letter are a number; fewer are a value, a year or a size. */
const MIN_DIGITS = 6

/** Sizes and packages that look like part numbers. */
const PACKAGE =
  /^(?:SOT|SOD|SOIC|SO|SOP|TSSOP|SSOP|MSOP|VSSOP|DIP|PDIP|TO|[LTV]?QFP|[VUW]?[QD]FN|WSON|SON|BGA|WLCSP|LGA|PLCC|DO|DPAK|D2PAK|SM[ABC]|MELF|SC|RJ|USB|IP)\d/
/** What looks like a number and is a standard, a dielectric or a thread. */
const COMMON =
  /^(?:X[5-8][RSTU]|C0G|NP0|Y5V|Z5U|I2C|RS(?:232|485|422)|CAN\dB|IEEE\d+|IEC\d+|ISO\d+|M\dX\d+|\d+(?:PIN|PINS|POS|WAY|BIT|CH|MM|CM|AWG|DBI?|MAH|PPM|KB|MB|GB|MHZ|KHZ|GHZ)\w{0,2})$/

/** What a search says that parts can be compared with. */
export interface SearchTerms {
  /** The text, cut to a length that a prompt and an index can do with. */
  text: string
  /** Everything in it that may be a part number, normalised. */
  numbers: readonly string[]
  /** What variants of a device have in common, of the numbers that have such a part. */
  devices: ReadonlySet<string>
  /** The words that say most. */
  words: ReadonlySet<string>
  /** Makers, by the names that are shown. */
  makers: ReadonlySet<string>
  ratings: Ratings
}

/** Whether a bare text can be a part number. */
export function isNumberLike(bare: string): boolean {
  if (bare.length < MIN_NUMBER_LENGTH || bare.length > MAX_NUMBER_LENGTH || !/\d/.test(bare)) return false
  return /[A-Z]/.test(bare) ? !PACKAGE.test(bare) && !COMMON.test(bare) : bare.length >= MIN_DIGITS
}

function isValue(token: string): boolean {
  return /^[±<>~]?\d/.test(token) && ratingsIn(token).size > 0
}

/** A word without what belongs to the sentence: the brackets around it, but not those that are part of a number. */
function withoutPunctuation(token: string): string {
  const word = token.replaceAll(/^["'[]+|["'\],.:]+$/g, '')
  return word.startsWith('(') || !word.includes('(') ? word.replaceAll(/^\(+|\)+$/g, '') : word
}

/** Texts from one to three words of the search that may be a part number, as they are written. */
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
      // Blanks in a number come between short pieces, not between words of a sentence.
      if (length > 1 && part.some((token) => /^[A-Z]?[a-z]{4,}$/.test(token))) continue
      found.push(written)
    }
  }
  return found
}

/** Reads what somebody writes about a part. */
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
    makers: makersIn(text),
    ratings: ratingsIn(text),
  }
}
