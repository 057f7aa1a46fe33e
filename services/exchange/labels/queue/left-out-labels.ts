import type { Database } from '../../../../plugins/database/database.ts'
import { GONE_PARTS, goneInWords } from '../../../catalogue/retired-parts/gone-parts.ts'
import type { LabelItem } from '../content/label-item.ts'
import { RESOURCES } from '../content/read-contents.ts'
import type { LeftOutLabel } from '../schemas.ts'

/** Says of labels why they are left out: what they are for was deleted, or is not known. */
export async function leftOutLabels(db: Database, items: readonly LabelItem[]): Promise<LeftOutLabel[]> {
  const keys = items.flatMap(({ kind, id }) => (kind === 'part' ? [id] : []))
  const gone = keys.length === 0 ? [] : await db.query(GONE_PARTS, [[...new Set(keys)]])
  const reasons = new Map(gone.map((part) => [part.key, goneInWords([part])]))
  return items.map(({ kind, id, copies }) => {
    const deleted = kind === 'part' ? reasons.get(id) : undefined
    return { kind, id, copies, because: deleted ?? `there is no ${RESOURCES[kind].toLowerCase()} ${id}` }
  })
}
