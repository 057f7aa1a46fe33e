import { int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'

/** A number under which a seller sells a part. */
export interface OfferedNumber {
  number: string
  min_quantity: number | null
  multiple: number | null
}

/** What is still to be ordered on the list `$1` from the seller `$2`. */
export const LINES_TO_ORDER = statement(
  `select p.key, p.description, p.manufacturer_code, p.manufacturer,
          case when line.ordered > 0 then line.ordered else line.needed end as quantity,
          ${jsonList(`select n.number, n.min_quantity, n.multiple from seller_parts n
                       where n.part_id = p.id and n.seller_id = line.seller_id order by n.id`)} as numbers
     from shopping_list_lines line join parts p on p.id = line.part_id
    where line.shopping_list_id = $1 and line.seller_id = $2 and line.status <> 'done'
    order by line.created_at, line.id`,
  {
    key: text(),
    description: text(),
    manufacturer_code: nullable(text()),
    manufacturer: nullable(text()),
    quantity: int,
    numbers: json<OfferedNumber[]>(),
  },
)

/** Answers a row when there is a shopping list `$1`. */
export const SHOPPING_LIST = statement('select from shopping_lists where id = $1', {})

/** The name of the seller `$1`. */
export const SELLER_NAME = statement('select name from sellers where id = $1', { name: text() })
