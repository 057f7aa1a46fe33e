import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'

/** What belongs to one kit. */
export interface PerKit<Item> {
  kitId: number
  items: Item[]
}

/**
 * Reads a list for each of many kits in one statement.
 *
 * @param items SQL that selects the list of the kit `wanted.id`; `$2` is `includeDone`.
 * @returns one entry a kit, in the order of the ids.
 * @throws DomainError 404 for the first id that is unknown.
 */
export async function readPerKit<Item>(
  db: Database,
  items: string,
  kitIds: readonly number[],
  includeDone: boolean,
): Promise<PerKit<Item>[]> {
  const rows = await db.query<PerKit<Item>>(
    `select wanted.id as "kitId", (select coalesce(json_agg(item), '[]') from (${items}) item) as items
       from kits wanted where wanted.id = any ($1::int[])`,
    [kitIds, includeDone],
  )
  const byKit = new Map(rows.map((row) => [row.kitId, row]))
  return kitIds.map((id) => {
    const found = byKit.get(id)
    if (!found) throw recordNotFound('Kit', id)
    return found
  })
}
