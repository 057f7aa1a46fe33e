import { bigint, int, json, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import type { NumberAtSeller } from './cell.ts'
import { isTooLong, SIZE } from './size-sql.ts'

const SELLER_NUMBERS = `(
  select json_agg(json_build_object('seller', s.name, 'number', n.number) order by s.name, n.id)
    from seller_parts n join sellers s on s.id = n.seller_id where n.part_id = p.id)`

/** SQL which parts are exported: those of the type `$1` with the keys `$2`; null filters nothing. */
const PARTS_FILTER = '($1::int is null or p.type_id = $1) and ($2::text[] is null or p.key = any ($2))'

/** The parts of the type `$1` with the keys `$2`, by key; null filters nothing. */
export const PARTS = statement(
  `select p.key, t.name as type, p.description, p.manufacturer, p.manufacturer_code, p.package, p.pin_count,
          p.pin_pitch, p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.series, p.dimensions,
          p.tags, p.product_page,
          coalesce((select sum(l.qty) from part_locations l where l.part_id = p.id), 0) as total_quantity,
          ${SELLER_NUMBERS} as seller_numbers, iso_utc(p.created_at) as created_at, p.minimum_quantity
     from parts p left join types t on t.id = p.type_id
    where ${PARTS_FILTER} order by p.key`,
  {
    key: text(),
    type: nullable(text()),
    description: text(),
    manufacturer: nullable(text()),
    manufacturer_code: nullable(text()),
    package: nullable(text()),
    pin_count: nullable(int),
    pin_pitch: nullable(text()),
    voltage_rating: nullable(text()),
    input_voltage: nullable(text()),
    output_voltage: nullable(text()),
    mounting_type: nullable(text()),
    series: nullable(text()),
    dimensions: nullable(text()),
    tags: nullable(texts),
    product_page: nullable(text()),
    total_quantity: bigint,
    seller_numbers: nullable(json<NumberAtSeller[]>()),
    created_at: text(),
    minimum_quantity: nullable(int),
  },
)

/** The size of `PARTS`. Every character of a list may be written as two. */
export const PARTS_SIZE = statement(
  `select count(*) as rows,
          coalesce(bool_or(${isTooLong('p.description')}), false)
            or exists (select from seller_parts n join sellers s on s.id = n.seller_id group by n.part_id
                        having ${isTooLong(`string_agg(repeat(s.name || n.number || '  ', 2), '')`)}) as is_too_long
     from parts p where ${PARTS_FILTER}`,
  SIZE,
)

/** All stock by place and key. */
export const STOCK = statement(
  `select p.key, p.description, p.manufacturer_code, p.package, l.box_no, l.loc_no, l.qty,
          b.description as box_description
     from part_locations l join parts p on p.id = l.part_id join boxes b on b.box_no = l.box_no
    order by l.box_no, l.loc_no, p.key`,
  {
    key: text(),
    description: text(),
    manufacturer_code: nullable(text()),
    package: nullable(text()),
    box_no: int,
    loc_no: int,
    qty: int,
    box_description: text(),
  },
)

/** The size of `STOCK`. */
export const STOCK_SIZE = statement(
  `select (select count(*) from part_locations) as rows,
          exists (select from parts p where ${isTooLong('p.description')}) as is_too_long`,
  SIZE,
)

const HISTORY_FILTER = `($1::timestamptz is null or h.timestamp >= $1) and ($2::timestamptz is null or h.timestamp < $2)
      and ($3::int is null or h.part_id = $3)`

/** The changes of stock from `$1` and before `$2`, of the part with the id `$3`; null filters nothing. Oldest first. */
export const HISTORY = statement(
  `select iso_utc(h.timestamp) as timestamp, p.key, h.delta_qty, h.location_reference, s.name as seller,
          r.order_number, trim_scale(r.unit_price)::text as unit_price, r.currency::text as currency,
          h.date_code, h.lot
     from quantity_history h
     join parts p on p.id = h.part_id
     left join receipts r on r.history_id = h.id
     left join sellers s on s.id = r.seller_id
    where ${HISTORY_FILTER} order by h.timestamp, h.id`,
  {
    timestamp: text(),
    key: text(),
    delta_qty: int,
    location_reference: nullable(text()),
    seller: nullable(text()),
    order_number: nullable(text()),
    unit_price: nullable(text()),
    currency: nullable(text()),
    date_code: nullable(text()),
    lot: nullable(text()),
  },
)

/** The size of `HISTORY`, whose texts are all short. */
export const HISTORY_SIZE = statement(
  `select count(*) as rows, false as is_too_long from quantity_history h where ${HISTORY_FILTER}`,
  SIZE,
)

/** The first of the keys `$1`, in their order, that no part has. */
export const UNKNOWN_KEY = statement(
  `select q.key from unnest($1::text[]) with ordinality q (key, place)
    where not exists (select from parts p where p.key = q.key) order by q.place limit 1`,
  { key: text() },
)

/** Answers a row when there is a type `$1`. */
export const TYPE = statement('select from types where id = $1', {})
