import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { EARLIER_RECEIPT, earlierReceipts } from './earlier-receipts-sql.ts'
import { addReceipts } from './receipt-sql.ts'

/** Adds receipts, `$1` as JSON, for rows of the ledger. */
export const ADD_RECEIPTS = statement(addReceipts('$1'), {})

/** The receipts of the part `$1` that were not undone, before the receipt `$2`, or all when that is null; the newest first, at most `$3`. */
export const RECEIPTS_OF_PART = statement(
  `select r.id, iso_utc(h.timestamp) as received_at, r.seller_id, s.name as seller, r.order_number, r.order_line,
          r.ordered_on::text as ordered_on, h.delta_qty as qty, trim_scale(r.unit_price)::text as unit_price,
          r.currency::text as currency, h.date_code, h.lot, h.location_reference, r.import_id
     from quantity_history h
     join receipts r on r.history_id = h.id
     left join sellers s on s.id = r.seller_id
    where h.part_id = $1 and ($2::int is null or r.id < $2) and operation_is_undone(h.operation_id) is not true
    order by r.id desc limit $3`,
  {
    id: int,
    received_at: text(),
    seller_id: nullable(int),
    seller: nullable(text()),
    order_number: nullable(text()),
    order_line: nullable(int),
    ordered_on: nullable(text()),
    qty: int,
    unit_price: nullable(text()),
    currency: nullable(text()),
    date_code: nullable(text()),
    lot: nullable(text()),
    location_reference: nullable(text()),
    import_id: nullable(int),
  },
)

/**
 * Receipts that may be of the same pieces as rows of a file: of the parts `$1` from the sellers `$2` with the orders `$3`, their lines `$4`,
 * that were sent on the days `$5`, with the further numbers `$6` of the orders, each as JSON.
 */
export const EARLIER_RECEIPTS = statement(
  earlierReceipts(
    `select *, case when further is not null then array(select json_array_elements_text(further::json)) end as other_numbers,
            null::text[] as part_numbers, null::int as qty
       from unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::date[], $6::text[]) with ordinality
              as pieces (part_id, seller_id, order_number, order_line, ordered_on, further, n)`,
    { otherParts: false, isFile: true },
  ),
  EARLIER_RECEIPT,
)

/** Receipts, also as other parts, that may be of the same pieces as `$4` of the part `$1` from the seller `$2` with the order `$3`. */
export const EARLIER_OF_ORDER = statement(
  earlierReceipts(
    `select 1 as n, $1::int as part_id, $2::int as seller_id, $3::text as order_number, null::text[] as other_numbers,
            null::int as order_line, null::date as ordered_on, null::text[] as part_numbers, $4::int as qty`,
    { otherParts: true },
  ),
  EARLIER_RECEIPT,
)

/** Receipts of the import `$1` no longer name it. */
export const FORGET_IMPORT = statement('update receipts set import_id = null where import_id = $1', {})
