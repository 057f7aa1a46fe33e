import { explain, type ShownMatch } from '../../catalogue/search-rules/matching/explain.ts'
import { matchPart } from '../../catalogue/search-rules/matching/match-part.ts'
import type { ResolvedQuery } from '../../catalogue/search-rules/matching/resolved-query.ts'
import { readSubject } from '../../catalogue/search-rules/matching/subject.ts'
import type { FoundPart } from './found-part.ts'

/** Why a part is a hit. Empty for one whose document does not fit it at the moment. */
export function explainHit(part: FoundPart, resolved: ResolvedQuery): ShownMatch[] {
  if (resolved.groups.length === 0) return []
  const { type_name: typeName, sellers, places } = part
  const match = matchPart(readSubject({ part, typeName, sellers, places }), resolved)
  return match ? explain(match, resolved) : []
}
