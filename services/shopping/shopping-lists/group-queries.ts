import { sellerSql } from './line-queries.ts'

const GROUPS = `
  select g.seller_id, g.note, g.status, ${sellerSql('s')} as seller
    from shopping_list_sellers g join sellers s on s.id = g.seller_id`

/** The stored groups of list `$1`. */
export const GROUPS_OF_LIST = `${GROUPS} where g.shopping_list_id = $1`

/** The group of seller `$2` in list `$1`. */
export const GROUP = `${GROUPS} where g.shopping_list_id = $1 and g.seller_id = $2`

/** The same, locked. */
export const LOCK_GROUP = `
  select g.id, g.status from shopping_list_sellers g where g.shopping_list_id = $1 and g.seller_id = $2 for update`
