import type { Static } from 'typebox'
import type { PartBriefSchema } from '../../../catalogue/parts/part-brief.ts'
import type { StockSlot } from '../../../stock/inventory/schemas.ts'

/** By which rule the database has found a part. */
export type FoundBy =
  | 'named'
  | 'key'
  | 'merged'
  | 'reference'
  | 'seller_number'
  | 'code'
  | 'number'
  | 'order_line'
  | 'link'
  /** A link with the same address and another query. */
  | 'page'
  | 'document'

/** A part that a code may mean. */
export interface FoundPart {
  reason: FoundBy
  seller_id: number | null
  id: number
  key: string
  type_id: number | null
  manufacturer_code: string | null
  manufacturer: string | null
  part: Static<typeof PartBriefSchema>
  locations: StockSlot[]
}

/** A seller of the inventory that may be that of a code. */
export interface FoundSeller {
  id: number
  name: string
}

/** What has become of that which a label of our own names. */
export interface FoundOwn {
  /** Null when the code is no such label. */
  exists: boolean | null
  /** Of a part that was deleted. */
  deleted_at: string | null
  /** The key of the part that it was merged into. */
  merged_into: string | null
}

/** Whether a bag was booked before. */
export interface BookedBag {
  /** How often, those included that were undone. */
  bookings: number
  /** When last; null when never, or when all of it was undone. */
  booked_at: string | null
}
