import { type SellerIconSource, sellerLogoUrl, type WithLogoKey } from '../sellers/logo-url.ts'
import type { SellerLinkDto } from './schemas.ts'

/** A seller link as it is read: the address of the seller's logo is added afterwards. */
export type SellerLinkRow = WithLogoKey<SellerLinkDto>

/** Completes a seller link that was read. */
export function toSellerLink({ logo_s3_key, ...link }: SellerLinkRow, iconSource: SellerIconSource): SellerLinkDto {
  return { ...link, logo_url: sellerLogoUrl(link.seller_website, logo_s3_key, iconSource) }
}

/** Completes the seller links of a part; null, for none, becomes an empty list. */
export function toSellerLinks(rows: readonly SellerLinkRow[] | null, iconSource: SellerIconSource): SellerLinkDto[] {
  return (rows ?? []).map((row) => toSellerLink(row, iconSource))
}
