import type { Database } from '../../../plugins/database/database.ts'
import type { DuplicateMatch } from '../part-details/details-schema.ts'
import { distinctMatches, partKeyOf } from '../part-details/distinct-matches.ts'
import { KNOWN_KEYS } from './statements.ts'

const MAX_MATCHES = 50

/**
 * The matches whose parts exist in the inventory, each part once.
 *
 * @param matches from the answer of a model.
 */
export async function knownDuplicates(db: Database, matches: readonly DuplicateMatch[]): Promise<DuplicateMatch[]> {
  const rows = await db.query(KNOWN_KEYS, [matches.map(partKeyOf)])
  return distinctMatches(matches, new Set(rows.map(({ key }) => key))).slice(0, MAX_MATCHES)
}
