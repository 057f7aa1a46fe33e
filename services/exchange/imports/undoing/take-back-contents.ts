import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { replaceKits, replaceLists } from '../inventory/replace-contents.ts'
import { restoreKits, restoreLists } from './restore-contents.ts'
import { type Entry, parted, type Written } from './written.ts'

/** Earlier versions noted what kits and lists held, and not their rows. */
const hasRows = ({ before }: Entry) => before.rows !== undefined

/** Gives kits and lists the contents that they had before the file replaced them. */
export async function takeBackContents(unit: UnitOfWork, written: Written): Promise<void> {
  const [kits, kitsByName] = parted(written.of('kit_content'), hasRows)
  const [lists, listsByName] = parted(written.of('list_content'), hasRows)
  const holders = (entries: readonly Entry[]) =>
    entries.map(({ entity_id: id, before: { from: content, rows } }) => ({ id, content, rows }))
  await restoreKits(unit, holders(kits))
  await restoreLists(unit, holders(lists))
  if (kitsByName.length > 0) await replaceKits(unit, holders(kitsByName), null)
  if (listsByName.length > 0) await replaceLists(unit, holders(listsByName))
}
