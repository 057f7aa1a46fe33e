import { momentInWords } from '../../../moment-in-words.ts'
import { inChunks } from './in-chunks.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Queries } from './present.ts'
import { RETIRED_KEYS } from './statements.ts'

/** Says which rows name the key of a part that was deleted: they mean another part, or make one with another key. */
export async function warnOfDeletedKeys(db: Queries, rows: readonly PlannedRow[]): Promise<void> {
  const others = rows.filter(({ row, effects }) => {
    const isDecided = row.decision !== null && 'part_key' in row.decision
    return row.fields.key !== undefined && row.match.reason !== 'key' && !isDecided && effects.length > 0
  })
  const keys = new Set(others.map(keyOf))
  const found = await inChunks(db, RETIRED_KEYS, [[...keys]])
  const byKey = new Map(found.map((part) => [part.key, part]))
  for (const planned of others) {
    const gone = byKey.get(keyOf(planned))
    if (gone === undefined) continue
    const what =
      gone.merged_into === null
        ? `was deleted on ${momentInWords(gone.deleted_at)}, and is not given again: bring that part back first if the row means it`
        : `was merged into ${gone.merged_into}: choose that part if the row means it`
    planned.problems.warn('PART_DELETED', 'key', `key: the part ${gone.key} ${what}`)
  }
}

function keyOf({ row }: PlannedRow): string {
  return (row.fields.key ?? '').toUpperCase()
}
