import type { Database } from '../../../plugins/database/database.ts'
import { bareNumber } from '../../catalogue/part-identity/part-number.ts'
import type { Candidate } from './candidate.ts'
import { rateCandidate } from './rate-candidate.ts'
import { type PartTerms, readSearch, type SearchTerms } from './search-terms.ts'
import { CANDIDATES } from './statements.ts'

const MAX_CANDIDATES = 50
/** Parts with a lower score are left out. */
const MIN_SCORE = 0.15
/** The shortest beginning of a number that can name a family. */
const MIN_BEGINNING = 4
const MIN_NAME = 2
const MAX_NAMES = 500

export interface Candidates {
  /** The search text, cut to the length that a prompt and an index can take. */
  text: string
  /** Whether there are no parts at all. */
  isEmptyInventory: boolean
  /** Best first. */
  candidates: Candidate[]
}

/** Possible names of a family or a device: each word, and each beginning of a number. */
function namesOf({ words, numbers }: SearchTerms): string[] {
  const beginnings = numbers.flatMap((number) =>
    Array.from({ length: Math.max(number.length - MIN_BEGINNING + 1, 0) }, (_, cut) =>
      number.slice(0, MIN_BEGINNING + cut),
    ),
  )
  const names = [...words].map(bareNumber).filter((word) => word.length >= MIN_NAME)
  return [...new Set([...names, ...beginnings])].slice(0, MAX_NAMES)
}

/** The description as it would be stored; null when there is none. */
function storableDescription(part: PartTerms | null): string | null {
  const description = part?.description.toWellFormed().replaceAll('\u0000', ' ').trim() ?? ''
  return description === '' ? null : description
}

/**
 * The parts that a text may describe, at most 50, best first, found with one statement.
 *
 * @param part given when the text is that of a part: two parts are compared more strictly than a text and a part.
 */
export async function findCandidates(db: Database, search: string, part: PartTerms | null = null): Promise<Candidates> {
  const terms = readSearch(search, part)
  const [found] = await db.query(CANDIDATES, [terms.numbers, namesOf(terms), terms.text, storableDescription(part)])
  const candidates = (found?.rows ?? [])
    .map(({ similarity, ...part }) => rateCandidate(terms, part, similarity))
    .filter(({ score }) => terms.text !== '' && score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || (a.part.key < b.part.key ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
  return { text: terms.text, isEmptyInventory: !found?.any_parts, candidates }
}
