import { sellerSql } from '../../catalogue/sellers/seller-brief.ts'

const GROUPS = `
  select g.seller_id, g.note, g.status, ${sellerSql('s')} as seller
    from shopping_list_sellers g join sellers s on s.id = g.seller_id`

/** The stored groups of list `$1`. */
export const GROUPS_OF_LIST = `${GROUPS} where g.shopping_list_id = $1`

/** The group of seller `$2` in list `$1`. */
export const GROUP_OF_SELLER = `${GROUPS} where g.shopping_list_id = $1 and g.seller_id = $2`
