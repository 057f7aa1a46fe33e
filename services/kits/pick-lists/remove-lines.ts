import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { DELETE_LINES_OF_CONTENT } from './line-statements.ts'
import { COMPLETE_PICKED_LISTS, LOCK_LISTS_OF_CONTENT } from './statements.ts'

/**
 * Removes the lines of a kit content from all pick lists; the kit is locked by the caller. A list whose other lines are
 * all completed becomes completed; a list that has no line left keeps its status.
 */
export async function removeLinesOfContent(unit: UnitOfWork, contentId: number): Promise<void> {
  const lists = await unit.query(LOCK_LISTS_OF_CONTENT, [contentId])
  if (lists.length === 0) return
  await unit.query(DELETE_LINES_OF_CONTENT, [contentId])
  await unit.query(COMPLETE_PICKED_LISTS, [lists.map(({ id }) => id)])
}
