import { turns } from '../../catalogue/search-documents/turns.ts'
import { type Hint, hintsOf } from '../../catalogue/search-rules/matching/excerpts/hints.ts'
import type { Reader } from '../../catalogue/search-rules/matching/excerpts/units-of-excerpts.ts'
import { explain, type ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import { matchFoundPart, type PartMatch } from '../../catalogue/search-rules/matching/match-part.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import { readSubject } from '../../catalogue/search-rules/matching/subject.ts'
import type { FoundHit, ReadPart } from './found-part.ts'
import { knownSayings } from './known-sayings.ts'

/** For a page so much of long texts is looked through. */
const MOST_SCANNED = 2_000_000

/** A hit with what its part says. */
export interface ExplainedHit {
  hit: FoundHit
  part: ReadPart
}

/** Why a part is a hit. */
export interface Explanation {
  /** Null where nothing is compared. */
  match: PartMatch | null
  shown: ShownMatch[]
}

/**
 * Why each part of a page is a hit. Of long texts only the places that terms may match are read. A term has no match
 * where the document does not fit its part at the moment.
 */
export async function explainHits(hits: readonly ExplainedHit[], resolved: ResolvedQuery): Promise<Explanation[]> {
  if (resolved.groups.length === 0) return hits.map(() => ({ match: null, shown: [] }))
  let hints: readonly Hint[] | null = null
  const reader: Reader = {
    readWhole: knownSayings,
    hints: () => {
      hints ??= hintsOf(resolved)
      return hints
    },
    left: MOST_SCANNED,
  }
  const explained: Explanation[] = []
  const turn = turns()
  for (const { hit, part } of hits) {
    await turn()
    const { type_name: typeName, places } = hit
    const { sellers, seller_numbers: numbers } = part
    const sellerNumbers = numbers.map(({ place, number }) => ({
      field: `seller_links.${place}.seller_part_number`,
      text: number,
    }))
    const subject = readSubject({ part, typeName, sellers, places, sellerNumbers }, reader)
    const match = matchFoundPart(subject, resolved)
    explained.push({ match, shown: explain(match, resolved) })
  }
  return explained
}
