import { partBriefSql } from '../../catalogue/parts/part-brief.ts'
import { sellerSql } from '../../catalogue/sellers/seller-brief.ts'

/** Columns of `ShoppingListLineLight` for lines `line`. */
const LIGHT = `
  line.id, line.shopping_list_id, line.part_id, line.seller_id, line.needed, line.ordered, line.received, line.status,
  line.note, iso_utc(line.created_at) as created_at, iso_utc(line.updated_at) as updated_at,
  line.status = 'ordered' and line.seller_id is not null as can_receive, line.completion_mismatch,
  line.completion_note, iso_utc(line.completed_at) as completed_at,
  line.ordered <> line.received as has_quantity_mismatch,
  (select link.link from part_sellers link
    where link.part_id = line.part_id and link.seller_id = line.seller_id) as seller_link`

/** The lines of list `$1` without their parts; done ones only when `$2`. */
export const LIGHT_LINES = `
  select ${LIGHT} from shopping_list_lines line
   where line.shopping_list_id = $1 and ($2 or line.status <> 'done')
   order by line.created_at, line.id`

/** Selects complete lines; a condition and an order follow. */
export const LINES = `
  select ${LIGHT}, line.version, line.status = 'new' as is_editable, ${sellerSql('s')} as seller,
         ${partBriefSql('p', 'stock.qty')} as part, stock.part_locations
    from shopping_list_lines line
    join parts p on p.id = line.part_id
    left join sellers s on s.id = line.seller_id
   cross join lateral (
     select coalesce(sum(l.qty), 0) as qty,
            coalesce(json_agg(json_build_object('id', l.id, 'box_no', l.box_no, 'loc_no', l.loc_no, 'qty', l.qty)
                              order by l.box_no, l.loc_no), '[]') as part_locations
       from part_locations l where l.part_id = line.part_id) stock`

/** All lines of list `$1`. */
export const LINES_OF_LIST = `${LINES} where line.shopping_list_id = $1 order by line.created_at, line.id`

/** The lines of list `$1` from seller `$2`. */
export const LINES_OF_GROUP = `
  ${LINES} where line.shopping_list_id = $1 and line.seller_id = $2 order by line.created_at, line.id`
