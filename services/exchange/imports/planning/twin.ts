import type { MatchedRow } from '../model.ts'
import { COMMITTED_TWIN, TWIN_PARTS } from '../statements.ts'
import { toJson } from '../to-json.ts'
import { decidedRow } from './decided-row.ts'
import type { ImportFacts } from './import-facts.ts'
import type { Queries } from './present.ts'

/** The rows of a file beside those of an import that has written the same file, with the same kind and options. */
interface Compared {
  rows: readonly MatchedRow[]
  /** The file was written as a whole, and nobody has changed its rows since: nothing is left to do. */
  isRepeat: boolean
  /** That import. */
  repeatOf: number | null
}

/**
 * Looks for an import that has written the same file. A row that it has written is about the part that it was about
 * then, which the file alone may not tell: a part without a number was created, or a person has chosen one. Rows that it
 * has left out are those of any other file.
 */
export async function comparedWithTwin(
  db: Queries,
  { id, kind, options }: ImportFacts,
  rows: readonly MatchedRow[],
): Promise<Compared> {
  const [twin] = await db.query(COMMITTED_TWIN, [id, kind, toJson(options)])
  if (twin === undefined) return { rows, isRepeat: false, repeatOf: null }
  const isAsRead = rows.every(({ overrides, decision }) => decision === null && Object.keys(overrides).length === 0)
  if (twin.is_whole && isAsRead) return { rows, isRepeat: true, repeatOf: twin.id }
  const parts = new Map((await db.query(TWIN_PARTS, [twin.id])).map(({ row_no, part_key }) => [row_no, part_key]))
  const known = rows.map((row) => {
    const part_key = parts.get(row.rowNo)
    return part_key === undefined || part_key === row.match.part_key ? row : decidedRow(row, part_key)
  })
  return { rows: known, isRepeat: false, repeatOf: twin.id }
}
