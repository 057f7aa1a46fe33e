import { canonicalMaker } from '../../catalogue/part-identity/maker-name.ts'
import {
  bareNumber,
  deviceOf,
  normalisePartNumber,
  numberCloseness,
} from '../../catalogue/part-identity/part-number.ts'
import { wordsOf } from '../../catalogue/part-identity/words.ts'
import { packageNamesOf } from '../../catalogue/search-rules/packages/package-names.ts'
import { differInAlternative, differInColour } from './alternatives.ts'
import type { Candidate, CandidatePart } from './candidate.ts'
import { differInMarks, marksIn } from './part-marks.ts'
import { compareRating, type RatingKind, type Ratings, ratingsIn } from './ratings.ts'
import { hasSameDescription, SAME_DESCRIPTION } from './same-description.ts'
import type { PartTerms, SearchTerms } from './search-terms.ts'
import { compareWords } from './word-closeness.ts'

/** Ratings that define a passive part: two parts that differ in one of them are not similar. */
const DEFINING: readonly RatingKind[] = ['resistance', 'capacitance', 'inductance', 'frequency']
const SECONDARY: readonly RatingKind[] = ['voltage', 'current', 'power', 'tolerance']
/** Ratings that define a part which has none of the first ones: a relay, a fuse, a power supply. */
const DEFINING_OTHERWISE: readonly RatingKind[] = ['voltage', 'current', 'power']
/** What letters in common count between two short texts, `USB-A receptacle` and `USB-C receptacle`. */
const LETTERS = 0.6
/** Numbers with a lower closeness do not belong to variants of one part. */
const RELATED = 0.6
/** Lowest closeness of the numbers of two variants of one device. */
const VARIANT = 0.85
/** Score of a part that has the value and the size that are searched for. */
const SAME_VALUE = 0.65

type MakerRelation = 'same' | 'other' | 'unknown'

function compareMaker({ makers, namesMaker }: SearchTerms, manufacturer: string | null): MakerRelation {
  const maker = canonicalMaker(manufacturer)
  if (maker === null) return 'unknown'
  if (namesMaker(maker)) return 'same'
  return makers.size === 0 ? 'unknown' : 'other'
}

/** How similar the part's number is to those of the search, from 0 to 1; null when one of them has none. */
function compareNumber({ numbers, devices }: SearchTerms, code: string | null): number | null {
  if (code === null || numbers.length === 0) return null
  const forms = [bareNumber(code), normalisePartNumber(code)].filter((form) => form.length >= 4)
  if (forms.length === 0) return null
  const closeness = Math.max(...forms.flatMap((form) => numbers.map((number) => numberCloseness(form, number))))
  const device = deviceOf(code)
  const isVariant = device !== null && devices.has(device)
  return isVariant ? Math.max(closeness, VARIANT) : closeness
}

/** What the texts of a part say. */
interface PartReading {
  words: ReadonlySet<string>
  ratings: Ratings
}

function readPart(part: CandidatePart): PartReading {
  const text = textOf(part)
  return { words: wordsOf(text), ratings: ratingsIn(text) }
}

function textOf(part: CandidatePart): string {
  const { description, manufacturer_code, type_name, manufacturer, package: body, series, voltage_rating, tags } = part
  return [description, manufacturer_code, type_name, manufacturer, body, series, voltage_rating, ...tags]
    .filter((text) => text !== null)
    .join(' ')
}

function countOther(kinds: readonly RatingKind[], a: Ratings, b: Ratings): number {
  return kinds.filter((kind) => compareRating(kind, a, b) === 'other').length
}

/** Whether the search names the package of a part, by any of its names; one that is on no list counts as a word. */
function isSamePackage({ packages, words }: SearchTerms, body: string | null): boolean {
  return body !== null && [...packageNamesOf(body)].some((name) => packages.has(name) || words.has(name))
}

/**
 * Whether two parts without numbers to compare differ in what tells the parts of a type apart. Texts of parts are short,
 * so that a search text may name something else and still mean the part, and a part may not.
 */
function isOtherPart(
  { words, ratings }: SearchTerms,
  sought: PartTerms,
  part: CandidatePart,
  reading: PartReading,
): boolean {
  const isDefined = DEFINING.some((kind) => ratings.has(kind) || reading.ratings.has(kind))
  return (
    differInAlternative(words, reading.words) ||
    (!isDefined && countOther(DEFINING_OTHERWISE, ratings, reading.ratings) > 0) ||
    (sought.pinCount !== null && part.pin_count !== null && sought.pinCount !== part.pin_count) ||
    differInMarks(sought.marks, marksIn([part.description, ...part.tags]))
  )
}

/** How much the words of a search and a part have in common, from 0 to 1. @param hasNumber whether numbers are compared. */
function compareWording(
  terms: SearchTerms,
  part: CandidatePart,
  { words }: PartReading,
  { similarity, hasNumber }: { similarity: number; hasNumber: boolean },
): number {
  if (terms.part === null || hasNumber) return Math.max(compareWords(terms.words, words), similarity)
  const typeWords = terms.part.typeWords.intersection(wordsOf(part.type_name ?? ''))
  return Math.max(compareWords(terms.words, words, typeWords), LETTERS * similarity)
}

interface Comparison {
  number: number | null
  maker: MakerRelation
  samePackage: boolean
  sameSeries: boolean
  sameDescription: boolean
  wording: number
  definingOther: number
  secondaryOther: number
  sameRatings: RatingKind[]
}

function compare(terms: SearchTerms, part: CandidatePart, similarity: number): Comparison {
  const reading = readPart(part)
  const { ratings } = reading
  const number = compareNumber(terms, part.manufacturer_code)
  const sameDescription = terms.part !== null && hasSameDescription(terms.part, part)
  const isOther =
    differInColour(terms.words, reading.words) ||
    (terms.part !== null && (number === null || sameDescription) && isOtherPart(terms, terms.part, part, reading))
  return {
    number,
    maker: compareMaker(terms, part.manufacturer),
    samePackage: isSamePackage(terms, part.package),
    sameSeries: part.series !== null && terms.words.has(part.series.toLowerCase().replaceAll(/[^a-z0-9.%]/g, '')),
    sameDescription,
    wording: compareWording(terms, part, reading, { similarity, hasNumber: number !== null }),
    definingOther: countOther(DEFINING, terms.ratings, ratings) + (isOther ? 1 : 0),
    secondaryOther: countOther(SECONDARY, terms.ratings, ratings),
    sameRatings: [...DEFINING, ...SECONDARY].filter((kind) => compareRating(kind, terms.ratings, ratings) === 'same'),
  }
}

function scoreOf(comparison: Comparison): number {
  const { number, maker, samePackage, sameSeries, wording, definingOther, secondaryOther, sameRatings } = comparison
  if (number === 1) return maker === 'other' ? 0.8 : 1
  if (comparison.sameDescription && definingOther + secondaryOther === 0) return SAME_DESCRIPTION
  const isRelated = number !== null && number >= RELATED
  const hasValue = definingOther === 0 && samePackage && sameRatings.some((kind) => DEFINING.includes(kind))
  const score =
    Math.max(wording, hasValue ? SAME_VALUE : 0, isRelated ? 0.35 + 0.35 * number + 0.3 * wording : 0) +
    (maker === 'same' ? 0.05 : 0) -
    (maker === 'other' && !hasValue ? 0.1 : 0) +
    (samePackage ? 0.05 : 0) +
    (sameSeries ? 0.05 : 0) -
    0.4 * definingOther -
    0.05 * secondaryOther -
    (number !== null && !isRelated && !hasValue ? 0.15 : 0)
  return Math.min(Math.max(score, 0), 0.99)
}

function reasonOf(part: CandidatePart, comparison: Comparison): string {
  const { number, maker, samePackage, sameSeries, sameDescription, wording, sameRatings } = comparison
  const agreeing = [
    sameDescription && 'the description is the same',
    number === 1 && `the part number ${part.manufacturer_code} is the same but for spelling and packing`,
    number !== null && number < 1 && number >= RELATED && `the part number is close to ${part.manufacturer_code}`,
    maker === 'same' && `the maker ${part.manufacturer} is the same`,
    sameSeries && `the family ${part.series} is the same`,
    samePackage && `the package ${part.package} is the same`,
    sameRatings.length > 0 && `${sameRatings.join(', ')} agree`,
    number !== 1 && `the wording agrees to ${Math.round(wording * 100)} %`,
    maker === 'other' && `the maker ${part.manufacturer} is another one`,
  ].filter((text) => text !== false)
  const text = agreeing.join('; ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * Rates how likely a part is the described one, and gives the reason.
 *
 * @param similarity trigram similarity of the texts, from 0 to 1.
 */
export function rateCandidate(terms: SearchTerms, part: CandidatePart, similarity: number): Candidate {
  const comparison = compare(terms, part, similarity)
  return {
    part,
    score: scoreOf(comparison),
    isSame: comparison.number === 1 && comparison.maker !== 'other',
    reason: reasonOf(part, comparison),
  }
}
