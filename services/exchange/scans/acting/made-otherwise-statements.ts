import { statement, text, uuid } from '../../../../plugins/database/statement.ts'

const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'

/**
 * Those of the operations `$1`, which took parts back, whose part had the number `$2` of the maker `$3`, when another part has that
 * number now that was made since. One that stood beside it before was made by somebody who had agreed to that. A maker that is not
 * known, null, may be any.
 */
export const MADE_OTHERWISE = statement(
  `select asked.id, other.key, other.manufacturer_code as number
     from unnest($1::uuid[], $2::text[], $3::text[]) asked (id, number, maker)
     join operations undoing on undoing.id = asked.id,
          lateral (
            select p.key, p.manufacturer_code from parts p
             where p.manufacturer_code is not null and ${NUMBER} = bare_part_number(asked.number) collate "C"
               and coalesce(lower(p.manufacturer) = lower(asked.maker), true)
               and p.created_at > undoing.timestamp
             order by p.id limit 1) other
    where bare_part_number(asked.number) <> ''`,
  { id: uuid, key: text(), number: text() },
)
