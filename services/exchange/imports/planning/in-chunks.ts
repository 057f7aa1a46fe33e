import type { Statement } from '../../../../plugins/database/statement.ts'
import type { Queries } from './present.ts'

/** So many values of one statement, and about as many rows of its answer, are in memory at once. */
const CHUNK = 5000

/**
 * Runs a statement for lists of values that may be long: once for each so many of them.
 *
 * @param lists of equal length; what belongs together has the same place.
 * @param values what the statement takes after the lists.
 */
export async function inChunks<Row>(
  db: Queries,
  statement: Statement<Row>,
  lists: readonly (readonly unknown[])[],
  ...values: readonly unknown[]
): Promise<Row[]> {
  const [{ length } = []] = lists
  const rows: Row[] = []
  for (let at = 0; at < length; at += CHUNK) {
    const found = await db.query(statement, [...lists.map((list) => list.slice(at, at + CHUNK)), ...values])
    for (const row of found) rows.push(row)
  }
  return rows
}
