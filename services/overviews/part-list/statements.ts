import { int, json, nullable, statement } from '../../../plugins/database/statement.ts'
import { PART_ROW } from '../../catalogue/parts/part-row.ts'
import { PART_COLUMNS } from '../../catalogue/parts/part-sql.ts'
import type { SellerLinkRow } from '../../catalogue/seller-links/link-row.ts'
import { LINK_LIST } from '../../catalogue/seller-links/link-sql.ts'
import type { StockSlot } from './schemas.ts'

/** The page is cut from an index before anything is added up. */
function partPage(condition: '' | 'where type_id = $3') {
  return statement(
    `select ${PART_COLUMNS}
       from (select * from parts ${condition} order by created_at desc, id desc limit $1 offset $2) p
      order by p.created_at desc, p.id desc`,
    PART_ROW,
  )
}

/** A page of parts, newest first: `$1` limit, `$2` offset; all parts, or those of type `$3`. */
export const PART_PAGES = { all: partPage(''), ofType: partPage('where type_id = $3') }

/** The parts `$1` by their ids, in no order, with their seller links. */
export const PARTS_OF_IDS = statement(
  `select ${PART_COLUMNS},
          (select ${LINK_LIST}
             from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as seller_links
     from parts p where p.id = any ($1::int[])`,
  { ...PART_ROW, seller_links: nullable(json<SellerLinkRow[]>()) },
)

/** The stock of the parts `$1`, by address. A part without stock has no row. */
export const STOCK_OF_PARTS = statement(
  `select part_id, json_agg(json_build_object('box_no', box_no, 'loc_no', loc_no, 'qty', qty)
                            order by box_no, loc_no) as slots
     from part_locations where part_id = any ($1::int[]) group by part_id`,
  { part_id: int, slots: json<StockSlot[]>() },
)
