import type { Queries } from './present.ts'
import { PRESENT_LIST, PRESENT_LIST_LINES } from './statements.ts'

export interface PresentListLine {
  id: number
  partId: number
  sellerId: number | null
  needed: number
  ordered: number
  received: number
  status: 'new' | 'ordered' | 'done'
}

/** A shopping list as it is now. */
export interface PresentList {
  id: number
  name: string
  isDone: boolean
  lines: PresentListLine[]
}

/** The list with an id, or with a name. */
export async function loadList(db: Queries, id: number | null, name: string): Promise<PresentList | null> {
  const [list] = await db.query(PRESENT_LIST, [id, name])
  if (list === undefined) return null
  const lines = await db.query(PRESENT_LIST_LINES, [list.id])
  return {
    id: list.id,
    name: list.name,
    isDone: list.status === 'done',
    lines: lines.map(({ id: lineId, part_id, seller_id, needed, ordered, received, status }) => ({
      id: lineId,
      partId: part_id,
      sellerId: seller_id,
      needed,
      ordered,
      received,
      status,
    })),
  }
}
