import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import {
  LOCK_KITS_OF_IMPORT,
  LOCK_LINES_OF_IMPORT,
  LOCK_LISTS_OF_IMPORT,
  TOUCH_KITS_OF_IMPORT,
  TOUCH_LISTS_OF_IMPORT,
} from './holder-statements.ts'

/** Ids of shopping lists and kits. */
export interface Holders {
  lists: readonly number[]
  kits: readonly number[]
}

/** Locks the shopping lists with their lines, and the kits, that an import has written. */
export async function lockWrittenHolders(unit: UnitOfWork, importId: number): Promise<Holders> {
  const lists = await unit.query(LOCK_LISTS_OF_IMPORT, [importId])
  if (lists.length > 0) await unit.query(LOCK_LINES_OF_IMPORT, [importId])
  const kits = await unit.query(LOCK_KITS_OF_IMPORT, [importId])
  return { lists: lists.map(({ id }) => id), kits: kits.map(({ id }) => id) }
}

/** Gives those of them that are still there a newer version: what belongs to them has changed. */
export async function touchHolders(unit: UnitOfWork, { lists, kits }: Holders): Promise<void> {
  if (lists.length > 0) await unit.query(TOUCH_LISTS_OF_IMPORT, [lists])
  if (kits.length > 0) await unit.query(TOUCH_KITS_OF_IMPORT, [kits])
}
