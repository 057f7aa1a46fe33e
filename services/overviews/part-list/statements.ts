import { bigint, int, json, nullable, statement } from '../../../plugins/database/statement.ts'
import { PART_ROW } from '../../catalogue/parts/part-row.ts'
import { PART_COLUMNS } from '../../catalogue/parts/part-sql.ts'
import type { SellerLinkRow } from '../../catalogue/seller-links/link-row.ts'
import { LINK_LIST } from '../../catalogue/seller-links/link-sql.ts'
import { isBehind, positionOf } from '../../page-position.ts'
import type { StockSlot } from '../../stock/inventory/schemas.ts'

const SELLER_LINKS = `
  (select ${LINK_LIST} from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as seller_links`
const LISTED_PART = { ...PART_ROW, seller_links: nullable(json<SellerLinkRow[]>()) }

/** @param rows SQL for rows of `parts`: the page is cut from an index before anything is added up. */
function partPage(rows: string) {
  return statement(
    `select ${PART_COLUMNS}, ${SELLER_LINKS}, ${positionOf('p.created_at')}
       from (${rows}) p order by p.created_at desc, p.id desc`,
    { ...LISTED_PART, position: bigint },
  )
}

const NEWEST_FIRST = 'order by created_at desc, id desc limit $1'
const BEHIND = isBehind('created_at, id', '$2', '$3')

/**
 * A page of parts with their seller links, newest first, `$1` at most: with the offset `$2`, all parts or those of the type
 * `$3`; or those behind the position `$2`, `$3`, all or those of the type `$4`.
 */
export const PART_PAGES = {
  all: partPage(`select * from parts ${NEWEST_FIRST} offset $2`),
  ofType: partPage(`select * from parts where type_id = $3 ${NEWEST_FIRST} offset $2`),
  allAfter: partPage(`select * from parts where ${BEHIND} ${NEWEST_FIRST}`),
  ofTypeAfter: partPage(`select * from parts where type_id = $4 and ${BEHIND} ${NEWEST_FIRST}`),
}

/** The parts `$1` by their ids, in no order, with their seller links. */
export const PARTS_OF_IDS = statement(
  `select ${PART_COLUMNS}, ${SELLER_LINKS} from parts p where p.id = any ($1::int[])`,
  LISTED_PART,
)

/** The stock of the parts `$1`, by address. A part without stock has no row. */
export const STOCK_OF_PARTS = statement(
  `select part_id, json_agg(json_build_object('box_no', box_no, 'loc_no', loc_no, 'qty', qty)
                            order by box_no, loc_no) as slots
     from part_locations where part_id = any ($1::int[]) group by part_id`,
  { part_id: int, slots: json<StockSlot[]>() },
)
