import { type SellerIconSource, sellerLogoUrl, type WithLogoKey } from './logo-url.ts'
import type { SellerListItem } from './schemas.ts'

/** A seller as `sellerSql` answers it. */
export type SellerRow = WithLogoKey<SellerListItem>

/** SQL for a seller in JSON; its logo's address is derived when the row has been read. */
export function sellerSql(seller: string): string {
  return `case when ${seller}.id is not null then json_build_object('id', ${seller}.id, 'name', ${seller}.name,
            'website', ${seller}.website, 'logo_s3_key', ${seller}.logo_s3_key) end`
}

/** Completes a seller as it was read. */
export function toSeller(row: SellerRow | null, iconSource: SellerIconSource): SellerListItem | null {
  if (row === null) return null
  const { logo_s3_key, ...seller } = row
  return { ...seller, logo_url: sellerLogoUrl(seller.website, logo_s3_key, iconSource) }
}
