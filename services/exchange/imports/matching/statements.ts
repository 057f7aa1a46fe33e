import { int, nullable, statement, text } from '../../../../plugins/database/statement.ts'

const FOUND = {
  asked: int,
  part_id: int,
  key: text(),
  description: text(),
  manufacturer_code: nullable(text()),
  manufacturer: nullable(text()),
  package: nullable(text()),
}
const COLUMNS = `p.id as part_id, p.key, left(p.description, 200) as description, p.manufacturer_code, p.manufacturer,
  p.package`
const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'

// Value by value: for a list the planner would read all parts, all numbers or all decisions, once for each batch of rows.

/** The parts with the keys `$1`; `asked` is the place in the list from 1. */
export const PARTS_BY_KEY = statement(
  `select q.asked::int, f.*
     from unnest($1::text[]) with ordinality q (key, asked)
    cross join lateral (select ${COLUMNS} from parts p where p.key = q.key offset 0) f`,
  FOUND,
)

/** The parts that the sellers `$1` sell under the numbers `$2`. */
export const PARTS_BY_SELLER_NUMBER = statement(
  `select q.asked::int, f.*
     from unnest($1::int[], $2::text[]) with ordinality q (seller_id, number, asked)
    cross join lateral (
      select ${COLUMNS} from seller_parts n join parts p on p.id = n.part_id
       where n.seller_id = q.seller_id and upper(n.number) = upper(q.number) offset 0) f
    order by q.asked`,
  FOUND,
)

/** For each of the numbers `$1` the parts whose number begins with it, the shortest first, at most 12. */
export const PARTS_BY_NUMBER = statement(
  `select q.asked::int, f.*
     from unnest($1::text[]) with ordinality q (number, asked)
    cross join lateral (
      select ${COLUMNS} from parts p
       where p.manufacturer_code is not null and ${NUMBER} >= q.number and ${NUMBER} < q.number || '~'
       order by ${NUMBER} limit 12) f`,
  FOUND,
)

const { asked: _, ...PART } = FOUND

/**
 * The parts whose whole number is one of the numbers `$1`; the files of nobody name more. Number by number: for a list the
 * planner would read all parts.
 */
export const PARTS_WITH_NUMBERS = statement(
  `select f.* from (select distinct number from unnest($1::text[]) q (number)) q
    cross join lateral (
      select ${NUMBER} as number, ${COLUMNS} from parts p
       where p.manufacturer_code is not null and ${NUMBER} = q.number collate "C" offset 0) f
    limit 20000`,
  { number: text(), ...PART },
)

/** The parts that were decided on last for the folded texts `$1`. */
export const PARTS_BY_DECISION = statement(
  `select q.asked::int, f.*
     from unnest($1::text[]) with ordinality q (folded, asked)
    cross join lateral (
      select d.part_id from import_decisions d where d.folded = q.folded
       order by d.decided_at desc, d.id desc limit 1) latest
    cross join lateral (select ${COLUMNS} from parts p where p.id = latest.part_id offset 0) f`,
  FOUND,
)

/** For each quantity `$1` with the amount `$2` and each package `$3` the parts that have both, at most 6. */
export const PARTS_BY_VALUE = statement(
  `select q.asked::int, f.*
     from unnest($1::text[], $2::float8[], $3::text[]) with ordinality q (quantity, amount, package, asked)
    cross join lateral (
      select ${COLUMNS}
        from part_search_values v
        join part_search_documents d on d.part_id = v.part_id
        join parts p on p.id = v.part_id
       where v.quantity = q.quantity and v.low = q.amount and v.high = q.amount and d.tokens @@ q.package::tsquery
       order by p.id limit 6) f`,
  FOUND,
)
