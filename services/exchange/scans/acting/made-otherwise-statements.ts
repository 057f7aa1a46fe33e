import { statement, text, uuid } from '../../../../plugins/database/statement.ts'

const NUMBER = 'bare_part_number(p.manufacturer_code) collate "C"'

/**
 * Those of the operations `$1`, which took parts back, whose part had the number `$2` of the maker `$3`, when another part has that
 * number now that was made since. One that stood beside it before was made by somebody who had agreed to that. A maker that is not
 * known, null, may be any. The same where another part has the code `$4`.
 */
export const MADE_OTHERWISE = statement(
  `select asked.id, other.key, 'number' as what, other.manufacturer_code as number
     from unnest($1::uuid[], $2::text[], $3::text[]) asked (id, number, maker)
     join operations undoing on undoing.id = asked.id,
          lateral (
            select p.key, p.manufacturer_code from parts p
             where p.manufacturer_code is not null and ${NUMBER} = bare_part_number(asked.number) collate "C"
               and coalesce(lower(p.manufacturer) = lower(asked.maker), true)
               and p.created_at > undoing.timestamp
             order by p.id limit 1) other
    where bare_part_number(asked.number) <> ''
   union all
   select asked.id, p.key, 'code', c.code
     from unnest($1::uuid[], $4::text[]) asked (id, code)
     join part_codes c on c.code = asked.code
     join parts p on p.id = c.part_id`,
  { id: uuid, key: text(), what: text(), number: text() },
)
