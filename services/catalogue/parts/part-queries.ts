import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import type { SellerLinkDto } from '../seller-links/schemas.ts'
import { type SellerIconSource, sellerLogoUrl } from '../sellers/logo-url.ts'
import type { PartDto } from './schemas.ts'

/** Columns that the detail and the list of parts `p` share. */
const COLUMNS = `
  p.key, p.manufacturer_code, p.type_id, p.description, p.tags, p.manufacturer, p.package, p.pin_count, p.pin_pitch,
  p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.series, p.dimensions,
  iso_utc(p.created_at) as created_at, iso_utc(p.updated_at) as updated_at,
  coalesce((select sum(stock.qty) from part_locations stock where stock.part_id = p.id), 0) as total_quantity,
  ${coverUrlSql('p.attachment_set_id')} as cover_url`

/** Fields of a seller link; its logo's address is derived when the row has been read. */
const LINK = `
  'id', l.id, 'seller_id', l.seller_id, 'seller_name', s.name, 'seller_website', s.website, 'link', l.link,
  'logo_s3_key', s.logo_s3_key, 'created_at', iso_utc(l.created_at)`

/** One part by its key `$1`, complete, in one statement. */
export const PART_DETAIL = `
  select ${COLUMNS}, p.product_page, p.attachment_set_id,
         case when t.id is not null then json_build_object('id', t.id, 'name', t.name,
           'created_at', iso_utc(t.created_at), 'updated_at', iso_utc(t.updated_at)) end as type,
         exists (select 1 from kit_contents c join kits k on k.id = c.kit_id
                  where c.part_id = p.id and k.status = 'active') as used_in_kits,
         (select json_agg(json_build_object(${LINK}) order by l.id)
            from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as seller_links
    from parts p left join types t on t.id = p.type_id
   where p.key = $1`

/**
 * A page of parts, newest first: `$1` limit, `$2` offset. The page is cut from the index before anything is added up.
 */
export const PART_PAGE = `
  select p.id, ${COLUMNS}
    from (select * from parts order by created_at desc, id desc limit $1 offset $2) p
   order by p.created_at desc, p.id desc`

/** The same for the parts of type `$3`. */
export const PART_PAGE_OF_TYPE = PART_PAGE.replace('from parts order by', 'from parts where type_id = $3 order by')

/** The seller links of the parts `$1`, in the order in which they were made. */
export const SELLER_LINKS = `
  select l.part_id, json_agg(json_build_object(${LINK}) order by l.id) as seller_links
    from part_sellers l join sellers s on s.id = l.seller_id
   where l.part_id = any ($1::int[]) group by l.part_id`

export type SellerLinkRow = Omit<SellerLinkDto, 'logo_url'> & { logo_s3_key: string | null }
export type PartDetailRow = Omit<PartDto, 'seller_links'> & { seller_links: SellerLinkRow[] | null }

/** Completes seller links as they were read; none is an empty list. */
export function toSellerLinks(rows: SellerLinkRow[] | null, iconSource: SellerIconSource): SellerLinkDto[] {
  return (rows ?? []).map(({ logo_s3_key, ...link }) => ({
    ...link,
    logo_url: sellerLogoUrl(link.seller_website, logo_s3_key, iconSource),
  }))
}
