/** SQL for the spellings of a number: shops write theirs in capitals, and people as they like. */
const SPELLINGS = 'g.order_number, upper(g.order_number), lower(g.order_number)'

/** SQL for what is read of a receipt and its row of the ledger. */
export const FOUND = `h.id, h.part_id, h.delta_qty, h.operation_id, h.timestamp, r.seller_id, r.order_number, r.other_numbers,
           r.order_line, r.ordered_on, r.import_id, r.part_numbers`
/** Not of the parts alone: a plan that is made for any number of them would read all that has ever happened to each. */
export const LEDGER = 'join quantity_history h on h.id = r.history_id'

/** SQL for the orders that pieces `given` are of, by each of their numbers. */
export const ORDERS = `
    select distinct seller_id, order_number from given where order_number is not null
    union
    select seller_id, unnest(other_numbers) from given`

/** SQL for the receipts of `orders`, whoever has sent them. */
export const FOUND_OF_ORDERS = `
    select ${FOUND} from orders g join receipts r on r.seller_id = g.seller_id and r.order_number in (${SPELLINGS}) ${LEDGER}
    union
    select ${FOUND} from orders g join receipts r on r.seller_id is null and r.order_number in (${SPELLINGS}) ${LEDGER}
    union
    select ${FOUND} from receipts r ${LEDGER}
     where r.other_numbers && (select array_agg(distinct upper(order_number)) from given)`

/** SQL whether the seller of pieces `g` may have sent what was found, `f`. */
export const IS_OF_SELLER = '(f.seller_id is null or g.seller_id is null or f.seller_id = g.seller_id)'

/**
 * SQL whether what was found, `f`, is of the order of pieces `g`. Two bags with one number are of two deliveries where all their other
 * numbers differ: the customer may call all orders the same. Two bags are not compared by these others alone.
 */
export const IS_OF_ORDER = `coalesce(upper(f.order_number) = upper(g.order_number) and coalesce(f.other_numbers && g.other_numbers, true)
                    or upper(f.order_number) = any (g.other_numbers) or upper(g.order_number) = any (f.other_numbers), false)`

/** SQL for the number of the order as the other side knows it. */
export const NUMBER_OF_ORDER =
  'case when upper(g.order_number) = any (f.other_numbers) then upper(g.order_number) else f.order_number end'
