import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { touchList } from '../../../shopping/shopping-lists/list-lock.ts'
import type { ListPlan } from '../planning/plan.ts'
import type { Ids } from './ids.ts'
import { ADD_LIST, ADD_LIST_COLUMNS, ADD_LIST_LINES, ORDER_LIST_LINES, RAISE_LIST_LINES } from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/** Writes lines of a shopping list; the list is added when there is none. */
export async function writeList(unit: UnitOfWork, plan: ListPlan, ids: Ids, log: UndoLog): Promise<void> {
  if (plan.lines.length === 0) return
  const listId = plan.id ?? (await addList(unit, plan.name, log))
  const raised = plan.lines.flatMap((line) => (line.id === null ? [] : [{ ...line, id: line.id }]))
  const added = plan.lines.filter(({ id }) => id === null)
  const sellerOf = (seller: number | null) => (seller === null ? null : ids.seller(seller))
  if (raised.length > 0 && plan.isOrdered) {
    const changed = await unit.query(ORDER_LIST_LINES, [
      raised.map(({ id }) => id),
      raised.map(({ quantity }) => quantity),
      raised.map(({ seller }) => sellerOf(seller)),
      raised.map(({ orderNumber }) => orderNumber),
    ])
    for (const { id, was_ordered: ordered, new_seller: seller } of changed) {
      log.add('list_line_pieces', id, { pieces: 0, status: 'ordered', ordered, ...(seller !== null && { seller }) })
    }
  } else if (raised.length > 0) {
    const changed = await unit.query(RAISE_LIST_LINES, [
      raised.map(({ id }) => id),
      raised.map(({ quantity }) => quantity),
      raised.map(({ seller }) => sellerOf(seller)),
    ])
    const sellers = new Map(changed.map(({ id, new_seller: seller }) => [id, seller]))
    for (const { id, quantity } of raised) {
      const seller = sellers.get(id) ?? null
      log.add('list_line_pieces', id, { pieces: quantity, ...(seller !== null && { seller }) })
    }
  }
  if (added.length > 0) {
    const rows = await unit.query(ADD_LIST_LINES, [
      listId,
      added.map(({ part }) => ids.part(part)),
      added.map(({ seller }) => sellerOf(seller)),
      added.map(({ quantity }) => quantity),
      added.map(({ note }) => note),
      added.map(({ orderNumber }) => orderNumber),
      plan.isOrdered,
    ])
    const before = plan.isOrdered ? { status: 'ordered' } : null
    for (const { id } of rows) log.add('list_line', id, before, { owner: listId })
  }
  if (plan.isOrdered) {
    // Pages show the lines of a seller in its column, and receive from one that is ordered.
    const columns = await unit.query(ADD_LIST_COLUMNS, [listId, plan.lines.map(({ seller }) => sellerOf(seller))])
    for (const { id } of columns) log.add('list_column', id, null, { owner: listId })
  }
  if (plan.id !== null) await touchList(unit, listId)
}

async function addList(unit: UnitOfWork, name: string, log: UndoLog): Promise<number> {
  const [list] = await unit.query(ADD_LIST, [name])
  if (list === undefined) throw new Error('the list was not added')
  log.add('list', list.id)
  return list.id
}
