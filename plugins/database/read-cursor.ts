import { createHash } from 'node:crypto'
import type { Statement } from './statement.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * Reads the rows of a statement in batches, as they are asked for: only one batch is in memory. The unit of work stays
 * open meanwhile.
 *
 * @param statement with `$1`, `$2` … bound to `values`. One cursor of a statement is open at a time.
 * @param batch rows of a batch; the last one has fewer.
 */
export async function* readCursor<Row>(
  unit: UnitOfWork,
  statement: Statement<Row>,
  values: readonly unknown[],
  batch: number,
): AsyncGenerator<Row[], void, undefined> {
  // Statements are prepared under names by their text, so each cursor has a name that belongs to its columns.
  const cursor = `cursor_${createHash('sha256').update(statement.text).digest('hex').slice(0, 16)}`
  await unit.query(`declare ${cursor} no scroll cursor for ${statement.text}`, values)
  for (;;) {
    const rows = await unit.query<Row>(`fetch forward ${batch} from ${cursor}`)
    if (rows.length > 0) yield rows
    if (rows.length < batch) break
  }
  await unit.query(`close ${cursor}`)
}
