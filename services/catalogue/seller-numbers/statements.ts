import { bool, int, nullable, statement, text } from '../../../plugins/database/statement.ts'

const COLUMNS = `n.id, n.seller_id, s.name as seller_name, n.number, n.link, n.min_quantity, n.multiple,
  iso_utc(n.created_at) as created_at, iso_utc(n.updated_at) as updated_at`
const ROW = {
  id: int,
  seller_id: int,
  seller_name: text(),
  number: text(),
  link: nullable(text()),
  min_quantity: nullable(int),
  multiple: nullable(int),
  created_at: text(),
  updated_at: text(),
}

/** The numbers of the part `$1` by the name of the seller, the oldest of a seller first. */
export const NUMBERS_OF_PART = statement(
  `select ${COLUMNS} from seller_parts n join sellers s on s.id = n.seller_id
    where n.part_id = $1 order by s.name, n.id`,
  ROW,
)

/** The number `$1`. */
export const SELLER_NUMBER = statement(
  `select ${COLUMNS} from seller_parts n join sellers s on s.id = n.seller_id where n.id = $1`,
  ROW,
)

/** Adds a number. It answers no row when the seller has it already, in any case of its letters. */
export const ADD_NUMBER = statement(
  `insert into seller_parts (part_id, seller_id, number, link, min_quantity, multiple) values ($1, $2, $3, $4, $5, $6)
   on conflict (seller_id, upper(number)) do nothing returning id`,
  { id: int },
)

/** Which part has the number `$2` at the seller `$1`, and whether that is the part `$3`. */
export const OWNER_OF_NUMBER = statement(
  `select p.key, s.name as seller_name, n.part_id = $3::int as is_own
     from seller_parts n join parts p on p.id = n.part_id join sellers s on s.id = n.seller_id
    where n.seller_id = $1 and upper(n.number) = upper($2)`,
  { key: text(), seller_name: text(), is_own: bool },
)

/** Deletes the number `$1` if it is one of the part `$2`. */
export const DELETE_NUMBER = statement('delete from seller_parts where id = $1 and part_id = $2 returning id', {
  id: int,
})

/** Answers a row when a part has a number at the seller `$1`. */
export const NUMBER_AT_SELLER = statement('select from seller_parts where seller_id = $1 limit 1', {})
