import { int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { type SellerRow, sellerSql } from '../../catalogue/sellers/seller-brief.ts'
import type { ListMembership } from '../../shopping/shopping-lists/schemas.ts'

const MEMBERSHIPS = `
  select line.part_id, list.id as shopping_list_id, list.name as shopping_list_name,
         list.status as shopping_list_status, line.id as line_id, line.status as line_status,
         line.needed, line.ordered, line.received, line.note,
         ${sellerSql('s')} as seller
    from shopping_list_lines line
    join shopping_lists list on list.id = line.shopping_list_id
    left join sellers s on s.id = line.seller_id`

const MEMBERSHIP = {
  part_id: int,
  shopping_list_id: int,
  shopping_list_name: text(),
  shopping_list_status: text<ListMembership['shopping_list_status']>(),
  line_id: int,
  line_status: text<ListMembership['line_status']>(),
  needed: int,
  ordered: int,
  received: int,
  note: nullable(text()),
  seller: nullable(json<SellerRow>()),
}

/**
 * The lines of the parts `$1`, the one that changed last first; done lines and the lines of done lists only when `$2`.
 */
export const MEMBERSHIPS_OF_PARTS = statement(
  `${MEMBERSHIPS}
    where line.part_id = any ($1::int[]) and ($2 or (line.status <> 'done' and list.status <> 'done'))
    order by line.updated_at desc, list.updated_at desc, line.created_at, line.id`,
  MEMBERSHIP,
)

/** The line `$1`. */
export const MEMBERSHIP_OF_LINE = statement(`${MEMBERSHIPS} where line.id = $1`, MEMBERSHIP)
