import type { Database } from '../../../plugins/database/database.ts'
import type { DuplicateMatch } from '../part-details/details-schema.ts'
import { distinctMatches, partKeyOf } from '../part-details/distinct-matches.ts'

const MAX_MATCHES = 50

/**
 * The matches that name parts of the inventory, each part once.
 *
 * @param matches as a model gives them.
 */
export async function knownDuplicates(db: Database, matches: readonly DuplicateMatch[]): Promise<DuplicateMatch[]> {
  const rows = await db.query<{ key: string }>('select key from parts where key = any ($1::text[])', [
    matches.map(partKeyOf),
  ])
  return distinctMatches(matches, new Set(rows.map(({ key }) => key))).slice(0, MAX_MATCHES)
}
