import { identityToRemember } from '../matching/identity.ts'
import { PARTS_BY_DECISION } from '../matching/statements.ts'
import type { MatchedRow } from '../model.ts'
import { decidedRow } from './decided-row.ts'
import type { Queries } from './present.ts'

/**
 * Gives rows that name no part of the inventory by words alone the part that these words mean by now: another import may
 * have created it since the rows were matched.
 */
export async function rememberedSince(db: Queries, rows: readonly MatchedRow[]): Promise<readonly MatchedRow[]> {
  const words = rows.map(({ match, decision, fields }) =>
    match.state === 'none' && decision === null ? identityToRemember(fields) : null,
  )
  const asked = [...new Set(words.flatMap((each) => each ?? []))]
  if (asked.length === 0) return rows
  const parts = await db.query(PARTS_BY_DECISION, [asked])
  if (parts.length === 0) return rows
  const known = new Map(parts.map(({ asked: place, key }) => [asked[place - 1] ?? null, key]))
  return rows.map((row, index) => {
    const part_key = known.get(words[index] ?? null)
    return part_key === undefined ? row : decidedRow(row, part_key)
  })
}
