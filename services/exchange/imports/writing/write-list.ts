import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { touchList } from '../../../shopping/shopping-lists/list-lock.ts'
import type { ListPlan } from '../planning/plan.ts'
import type { Ids } from './ids.ts'
import { ADD_LIST, ADD_LIST_LINES, RAISE_LIST_LINES } from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/** Writes lines of a shopping list; the list is added when there is none. */
export async function writeList(unit: UnitOfWork, plan: ListPlan, ids: Ids, log: UndoLog): Promise<void> {
  if (plan.lines.length === 0) return
  const listId = plan.id ?? (await addList(unit, plan.name, log))
  const raised = plan.lines.flatMap((line) => (line.id === null ? [] : [{ ...line, id: line.id }]))
  const added = plan.lines.filter(({ id }) => id === null)
  const sellerOf = (seller: number | null) => (seller === null ? null : ids.seller(seller))
  if (raised.length > 0) {
    await unit.query(RAISE_LIST_LINES, [
      raised.map(({ id }) => id),
      raised.map(({ quantity }) => quantity),
      raised.map(({ seller }) => sellerOf(seller)),
    ])
    for (const { id, quantity } of raised) log.add('list_line_pieces', id, { pieces: quantity })
  }
  if (added.length > 0) {
    const rows = await unit.query(ADD_LIST_LINES, [
      listId,
      added.map(({ part }) => ids.part(part)),
      added.map(({ seller }) => sellerOf(seller)),
      added.map(({ quantity }) => quantity),
      added.map(({ note }) => note),
    ])
    for (const { id } of rows) log.add('list_line', id)
  }
  if (plan.id !== null) await touchList(unit, listId)
}

async function addList(unit: UnitOfWork, name: string, log: UndoLog): Promise<number> {
  const [list] = await unit.query(ADD_LIST, [name])
  if (list === undefined) throw new Error('the list was not added')
  log.add('list', list.id)
  return list.id
}
