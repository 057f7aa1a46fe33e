import type { Database } from '../../../plugins/database/database.ts'
import { int, json, type Statement, statement } from '../../../plugins/database/statement.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { jsonList } from '../../json-list.ts'

/** What belongs to one kit. */
export interface PerKit<Item> {
  kitId: number
  items: Item[]
}

/**
 * The statement that reads a list for each of the kits `$1`.
 *
 * @param items SQL that selects the list of the kit `wanted.id`; `$2` is `includeDone`.
 */
export function listPerKit<Item>(items: string): Statement<PerKit<Item>> {
  return statement(
    `select wanted.id as "kitId", ${jsonList(items)} as items from kits wanted where wanted.id = any ($1::int[])`,
    { kitId: int, items: json<Item[]>() },
  )
}

/**
 * Reads a list for each of many kits in one statement.
 *
 * @param lists made by `listPerKit`.
 * @returns one entry a kit, in the order of the ids.
 * @throws DomainError 404 for the first id that is unknown.
 */
export async function readPerKit<Item>(
  db: Database,
  lists: Statement<PerKit<Item>>,
  kitIds: readonly number[],
  { includeDone }: { includeDone: boolean },
): Promise<PerKit<Item>[]> {
  const rows = await db.query(lists, [kitIds, includeDone])
  const byKit = new Map(rows.map((row) => [row.kitId, row]))
  return kitIds.map((id) => {
    const found = byKit.get(id)
    if (!found) throw recordNotFound('Kit', id)
    return found
  })
}
