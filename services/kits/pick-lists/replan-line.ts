import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { allocatePromised, isPickable } from './allocation.ts'
import { lockLine, settleList } from './line-lock.ts'
import { ADD_LINES, KEEP_PLACES, SET_LINE_PLACE } from './line-statements.ts'
import { stockElsewhere } from './part-places.ts'
import { lockStock, readNeedWithout } from './read-needs.ts'

/**
 * Plans an open line anew, from where its part lies now. The line keeps its id and takes the first place of the new
 * plan; the other places become lines of their own. A line of 0 pieces stays as it is, and so does one that can be picked.
 *
 * @returns whether the line was planned anew.
 * @throws DomainError 404 for an unknown list or line; 409 for a completed line, and when too few pieces are free.
 */
export async function replanLine(unit: UnitOfWork, listId: number, lineId: number): Promise<boolean> {
  const line = await lockLine(unit, listId, lineId)
  if (line.status === 'completed') throw invalidOperation(`replan line ${lineId}`, 'it is completed already')
  if (line.quantity === 0) return false
  const { contentId } = line
  await lockStock(unit, { contentId })
  const need = await readNeedWithout(unit, { contentId, lineId })
  if (isPickable(need, line)) return false
  const planned = allocatePromised(need, line.quantity) ?? []
  const [first, ...rest] = planned
  if (first === undefined) {
    const problem = `Cannot replan line ${lineId} because fewer than ${line.quantity} pieces are free of other pick lists`
    throw await stockElsewhere(unit, line.partKey, problem)
  }
  await unit.query(KEEP_PLACES, [planned.map(({ locationId }) => locationId)])
  await unit.query(SET_LINE_PLACE, [lineId, first.locationId, first.quantity])
  await unit.query(ADD_LINES, [
    listId,
    contentId,
    rest.map(({ locationId }) => locationId),
    rest.map(({ quantity }) => quantity),
  ])
  await settleList(unit, listId)
  return true
}
