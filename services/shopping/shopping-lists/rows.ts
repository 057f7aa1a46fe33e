import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { SellerIconSource } from '../../catalogue/sellers/logo-url.ts'
import { type SellerRow, toSeller } from '../../catalogue/sellers/seller-brief.ts'
import type { ShoppingListLineDto } from './schemas.ts'

/** A line as it is read: the address of the seller's logo is added afterwards. */
export type LineRow = Omit<ShoppingListLineDto, 'seller'> & Versioned & { seller: SellerRow | null }

/** A seller group as it is read, without its lines. */
export interface GroupRow {
  seller_id: number
  seller: SellerRow
  note: string | null
  status: 'active' | 'ordered'
}

/** Completes a line that was read. */
export function toLine(row: LineRow, iconSource: SellerIconSource): ShoppingListLineDto & Versioned {
  return { ...row, seller: toSeller(row.seller, iconSource) }
}
