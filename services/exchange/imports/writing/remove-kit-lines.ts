import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { TAKE_KIT_LINES, TAKE_PICKS } from './statements.ts'
import type { UndoLog } from './undo-log.ts'

/**
 * Deletes lines of a kit, and the lines of pick lists that fetched their parts. Open ones are an obstacle long before.
 *
 * @param log notes what has gone from the pick lists, so that it can come back; null when nobody needs it.
 * @returns the rows of the lines, by their ids.
 */
export async function removeKitLines(
  unit: UnitOfWork,
  kitId: number,
  ids: readonly number[],
  log: UndoLog | null,
): Promise<ReadonlyMap<number, object>> {
  const picks = await unit.query(TAKE_PICKS, [ids])
  if (picks.length > 0) log?.add('kit_picks', kitId, { picks })
  return new Map((await unit.query(TAKE_KIT_LINES, [ids])).map(({ id, row }) => [id, row]))
}
