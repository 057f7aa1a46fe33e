/** SQL for the other numbers of a receipt as they are compared: a call of the function for each of many would begin a query each time. */
const OTHERS =
  'case when r.other_numbers is not null then array(select folded_order_number(number) from unnest(r.other_numbers) number) end'

/** SQL for what is read of a receipt and its row of the ledger. */
export const FOUND = `h.id, h.part_id, h.delta_qty, h.operation_id, h.timestamp, r.seller_id, r.order_number, r.order_line, r.ordered_on,
           r.import_id, r.part_numbers, folded_order_number(r.order_number) as folded, ${OTHERS} as others`
/** Not of the parts alone: a plan that is made for any number of them would read all that has ever happened to each. */
export const LEDGER = 'join quantity_history h on h.id = r.history_id'

/**
 * SQL for pieces `given` with the numbers of their order as they are compared: `folded`, and `others` on the bag or in the file. @param asked SQL for pieces with
 * `order_number` and `other_numbers`.
 */
export const givenPieces = (asked: string) => `
    select asked.*, folded_order_number(asked.order_number) as folded, folded_order_numbers(asked.other_numbers) as others from (${asked}) asked`

/** SQL for the orders that pieces `given` are of, by each of their numbers. */
export const ORDERS = `
    select distinct seller_id, folded from given where folded is not null
    union
    select seller_id, unnest(others) from given`

/** SQL for the receipts of `orders`; also those of any seller, where that is not known of one of the two. */
export const FOUND_OF_ORDERS = `
    select ${FOUND} from orders g join receipts r on folded_order_number(r.order_number) = g.folded and r.seller_id = g.seller_id ${LEDGER}
    union
    select ${FOUND} from orders g join receipts r on folded_order_number(r.order_number) = g.folded and r.seller_id is null ${LEDGER}
    union
    select ${FOUND} from orders g join receipts r on folded_order_number(r.order_number) = g.folded and g.seller_id is null ${LEDGER}
    union
    select ${FOUND} from receipts r ${LEDGER}
     where folded_order_numbers(r.other_numbers) && (select array_agg(distinct folded) from given)`

/** SQL whether the seller of pieces `g` may have sent what was found, `f`. */
export const IS_OF_SELLER = '(f.seller_id is null or g.seller_id is null or f.seller_id = g.seller_id)'

/**
 * SQL whether what was found, `f`, is of the order of pieces `g`. Two bags with one number are of two deliveries where all their other
 * numbers differ: the customer may call all orders the same. A file may have the number of the customer where a bag has that of the invoice:
 * that these differ says nothing. Neither bags nor files are compared by these others alone.
 *
 * @param asked `isFile`: the pieces are rows of a file.
 */
export const isOfOrder = ({ isFile }: { isFile: boolean }) => `coalesce(
                    f.folded = g.folded${isFile ? '' : ' and (f.import_id is not null or coalesce(f.others && g.others, true))'}
                    or f.folded = any (g.others) or g.folded = any (f.others), false)`

/** SQL for the number of the order as the other side knows it. */
export const NUMBER_OF_ORDER = 'case when g.folded = any (f.others) then upper(g.order_number) else f.order_number end'
