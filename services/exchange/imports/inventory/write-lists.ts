import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import type { OwnData } from '../../own-format/records.ts'
import { toJson } from '../to-json.ts'
import type { UndoLog } from '../writing/undo-log.ts'
import type { Names } from './names.ts'
import { ADD_GROUPS_TO_LISTS, ADD_LINES_TO_LISTS, ADD_LISTS } from './write-statements.ts'

/** Adds shopping lists with their lines and what is said of their sellers. */
export async function writeLists(
  unit: UnitOfWork,
  lists: readonly OwnData<'shopping_lists'>[],
  names: Names,
  log: UndoLog,
): Promise<void> {
  if (lists.length === 0) return
  const heads = lists.map(({ name, description, status }, place) => ({ place, name, description, status }))
  const added = new Map((await unit.query(ADD_LISTS, [toJson(heads)])).map(({ id, name }) => [name, id]))
  for (const id of added.values()) log.add('list', id)
  const own = lists.flatMap((list) => {
    const listId = added.get(list.name)
    return listId === undefined ? [] : [{ ...list, listId }]
  })
  const lines = own.flatMap(({ listId, lines: each }) =>
    each.map(({ key, seller, ...line }) => ({
      ...line,
      list_id: listId,
      part_id: names.part(key),
      seller_id: seller === null ? null : names.seller(seller),
    })),
  )
  const rows = await unit.query(ADD_LINES_TO_LISTS, [toJson(lines.map((line, place) => ({ ...line, place })))])
  for (const { id, list_id: owner, received, status } of rows) log.add('list_line', id, { received, status }, { owner })
  const groups = own.flatMap(({ listId, groups: each }) =>
    each.map(({ seller, ...group }) => ({ ...group, list_id: listId, seller_id: names.seller(seller) })),
  )
  await unit.query(ADD_GROUPS_TO_LISTS, [toJson(groups.map((group, place) => ({ ...group, place })))])
}
