import { int, statement, text } from '../../../plugins/database/statement.ts'

/** The ledger rows of the operation `$1` in their order; both of a move follow each other. */
export const MOVED_PILES = statement(
  `select p.key as "partKey", h.delta_qty as delta, split_part(h.location_reference, '-', 1)::int as "boxNo",
          split_part(h.location_reference, '-', 2)::int as "locNo"
     from quantity_history h join parts p on p.id = h.part_id where h.operation_id = $1 order by h.id`,
  { partKey: text(), delta: int, boxNo: int, locNo: int },
)

/** Answers a row for each of the boxes numbered `$1` that exists. */
export const BOXES = statement('select box_no from boxes where box_no = any ($1::int[])', { box_no: int })

/**
 * Locks the locations of the boxes numbered `$1`. Piles refer to their location, so none can be added until the unit of
 * work ends; one that is being added at this moment is waited for.
 */
export const LOCK_LOCATIONS_OF_BOXES = statement(
  'select box_no as "boxNo", loc_no as "locNo" from locations where box_no = any ($1::int[]) order by box_no, loc_no for update',
  { boxNo: int, locNo: int },
)

/** Locks the piles of the box numbered `$1`, and answers them in the order of its locations. */
export const LOCK_CONTENTS = statement(
  `with locked as (
     select part_id, loc_no, qty from part_locations where box_no = $1 order by part_id, loc_no for update
   )
   select p.id as "partId", p.key as "partKey", locked.loc_no as "locNo", locked.qty
     from locked join parts p on p.id = locked.part_id order by locked.loc_no, p.key`,
  { partId: int, partKey: text(), locNo: int, qty: int },
)

/** The free locations of the box numbered `$1` in order. */
export const FREE_LOCATIONS = statement(
  `select l.loc_no as "locNo" from locations l
    where l.box_no = $1 and not exists (select from part_locations stock where stock.location_id = l.id)
    order by l.loc_no`,
  { locNo: int },
)
