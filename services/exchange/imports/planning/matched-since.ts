import { Matcher } from '../matching/matcher.ts'
import type { MatchedRow } from '../model.ts'
import type { ImportFacts } from './import-facts.ts'
import type { Queries } from './present.ts'
import { HAS_PARTS_SINCE } from './statements.ts'

/** Rows whose parts are looked up together. */
const BATCH = 1000

/**
 * Looks again for the parts of rows that none was found for: somebody may have made parts since, of another file with the same
 * numbers. A row that fits several of them waits for a decision.
 *
 * @param facts `newestPart` is the highest id of a part when the rows were matched; null: they were matched just now.
 */
export async function matchedSince(
  db: Queries,
  { id, newestPart }: Pick<ImportFacts, 'id' | 'newestPart'>,
  rows: readonly MatchedRow[],
): Promise<readonly MatchedRow[]> {
  if (newestPart === null) return rows
  const open = rows.filter(({ match, decision }) => match.state === 'none' && decision === null)
  if (open.length === 0) return rows
  const [found] = await db.query(HAS_PARTS_SINCE, [newestPart, id])
  if (found?.has !== true) return rows
  const matcher = new Matcher(db)
  const anew = new Map<number, MatchedRow>()
  for (let at = 0; at < open.length; at += BATCH) {
    const batch = open.slice(at, at + BATCH)
    const matches = await matcher.match(batch.map(({ fields }) => fields))
    for (const [index, row] of batch.entries()) {
      const match = matches[index]
      if (match !== undefined && match.state !== 'none') anew.set(row.rowNo, { ...row, match })
    }
  }
  return anew.size === 0 ? rows : rows.map((row) => anew.get(row.rowNo) ?? row)
}
