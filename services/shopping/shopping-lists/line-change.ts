import type { LineRow } from './rows.ts'

/** What is stored of a line that clients can change. */
type StoredLine = Pick<LineRow, 'needed' | 'ordered' | 'seller_id' | 'note'>

/** What a client wants a line to be; a field that is absent stays as it is. */
export interface LineChange {
  needed?: number
  ordered?: number
  /** Null takes the seller away. */
  sellerId?: number | null
  /** Null takes the note away. */
  note?: string | null
}

/** Drops what is stored already: a client that sends all fields changes only those that differ. */
export function effectiveChange(line: StoredLine, wanted: LineChange): LineChange {
  const { needed, ordered, sellerId, note } = wanted
  const change: LineChange = {}
  if (needed !== undefined && needed !== line.needed) change.needed = needed
  if (ordered !== undefined && ordered !== line.ordered) change.ordered = ordered
  if (sellerId !== undefined && sellerId !== line.seller_id) change.sellerId = sellerId
  if (note !== undefined && note !== line.note) change.note = note
  return change
}
