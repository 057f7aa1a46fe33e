import { partBriefSql } from '../../catalogue/parts/part-brief.ts'
import { type SellerIconSource, sellerLogoUrl } from '../../catalogue/sellers/logo-url.ts'
import type { SellerListItem } from '../../catalogue/sellers/schemas.ts'
import type { ShoppingListLineDto } from './schemas.ts'

const LIGHT = `
  line.id, line.shopping_list_id, line.part_id, line.seller_id, line.needed, line.ordered, line.received, line.status,
  line.note, iso_utc(line.created_at) as created_at, iso_utc(line.updated_at) as updated_at,
  line.status = 'ordered' and line.seller_id is not null as can_receive, line.completion_mismatch,
  line.completion_note, iso_utc(line.completed_at) as completed_at,
  line.ordered <> line.received as has_quantity_mismatch,
  (select link.link from part_sellers link
    where link.part_id = line.part_id and link.seller_id = line.seller_id) as seller_link`

/** The lines of list `$1` without what belongs to their parts; done ones only when `$2`. */
export const LIGHT_LINES = `
  select ${LIGHT} from shopping_list_lines line
   where line.shopping_list_id = $1 and ($2 or line.status <> 'done')
   order by line.created_at, line.id`

/** SQL for a seller in JSON; its logo's address is derived when the row has been read. */
export function sellerSql(seller: string): string {
  return `case when ${seller}.id is not null then json_build_object('id', ${seller}.id, 'name', ${seller}.name,
            'website', ${seller}.website, 'logo_s3_key', ${seller}.logo_s3_key) end`
}

/** Complete lines; a condition and an order follow. */
const LINES = `
  select ${LIGHT}, line.status = 'new' as is_editable, ${sellerSql('s')} as seller,
         ${partBriefSql('p', 'stock.qty')} as part, stock.part_locations
    from shopping_list_lines line
    join parts p on p.id = line.part_id
    left join sellers s on s.id = line.seller_id
   cross join lateral (
     select coalesce(sum(l.qty), 0) as qty,
            coalesce(json_agg(json_build_object('id', l.id, 'box_no', l.box_no, 'loc_no', l.loc_no, 'qty', l.qty)
                              order by l.box_no, l.loc_no), '[]') as part_locations
       from part_locations l where l.part_id = line.part_id) stock`

/** The line `$1`. */
export const LINE = `${LINES} where line.id = $1`

/** All lines of list `$1`. */
export const LINES_OF_LIST = `${LINES} where line.shopping_list_id = $1 order by line.created_at, line.id`

/** The lines of list `$1` from seller `$2`. */
export const LINES_OF_GROUP = `
  ${LINES} where line.shopping_list_id = $1 and line.seller_id = $2 order by line.created_at, line.id`

export type SellerRow = Omit<SellerListItem, 'logo_url'> & { logo_s3_key: string | null }
export type LineRow = Omit<ShoppingListLineDto, 'seller'> & { seller: SellerRow | null }

/** Completes a seller as it was read. */
export function toSeller(row: SellerRow | null, iconSource: SellerIconSource): SellerListItem | null {
  if (row === null) return null
  const { logo_s3_key, ...seller } = row
  return { ...seller, logo_url: sellerLogoUrl(seller.website, logo_s3_key, iconSource) }
}

/** Completes a line as it was read. */
export function toLine(row: LineRow, iconSource: SellerIconSource): ShoppingListLineDto {
  return { ...row, seller: toSeller(row.seller, iconSource) }
}
