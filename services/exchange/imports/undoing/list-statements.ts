import { changedInRows } from '../../../../plugins/database/change.ts'
import { int, statement } from '../../../../plugins/database/statement.ts'

/** Takes the pieces `$2` from the lines `$1` of shopping lists, and the sellers `$3` where they have these. */
export const LOWER_LIST_LINES = statement(
  `update shopping_list_lines l set needed = greatest(1, l.needed - given.pieces),
          ordered = greatest(0, l.ordered - given.pieces), seller_id = nullif(l.seller_id, given.seller_id)
     from unnest($1::int[], $2::int[], $3::int[]) as given (id, pieces, seller_id) where l.id = given.id`,
  {},
)

/** Has the lines `$1` of shopping lists wait to be ordered again, with the pieces `$2` and without the sellers `$3`. */
export const UNORDER_LIST_LINES = statement(
  `update shopping_list_lines l set ordered = given.pieces, status = 'new', order_number = null,
          seller_id = nullif(l.seller_id, given.seller_id)
     from unnest($1::int[], $2::int[], $3::int[]) as given (id, pieces, seller_id) where l.id = given.id`,
  {},
)

/** Deletes the columns `$1` of shopping lists; lines of their sellers stay. */
export const DELETE_LIST_COLUMNS = statement('delete from shopping_list_sellers where id = any ($1::int[])', {})

/** Takes the pieces `$2` from what the lines `$1` of shopping lists have received. */
export const UNRECEIVE_LIST_LINES = statement(
  `update shopping_list_lines l set received = greatest(0, l.received - given.pieces)
     from (select id, sum(pieces)::int as pieces from unnest($1::int[], $2::int[]) as wanted (id, pieces) group by id) given
    where l.id = given.id`,
  {},
)

export const DELETE_LIST_LINES = statement('delete from shopping_list_lines where id = any ($1::int[])', {})

/** Deletes those of the lists `$1` that hold nothing. */
export const DELETE_EMPTY_LISTS = statement(
  `delete from shopping_lists s
    where s.id = any ($1::int[]) and not exists (select from shopping_list_lines l where l.shopping_list_id = s.id)
   returning s.id`,
  { id: int },
  changedInRows('shopping_list', 'id'),
)
