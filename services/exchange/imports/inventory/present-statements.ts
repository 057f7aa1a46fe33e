import { int, json, nullable, statement, text, texts } from '../../../../plugins/database/statement.ts'
import { KIT_CONTENT, LIST_CONTENT } from './content-sql.ts'
import type { KitContent, ListContent } from './inventory-plan.ts'

/** The sellers named `$1`. */
export const SELLERS_NAMED = statement('select id, name, website from sellers where name = any ($1::text[])', {
  id: int,
  name: text(),
  website: text(),
})

/** The types named `$1`. */
export const TYPES_NAMED = statement('select id, name from types where name = any ($1::text[])', {
  id: int,
  name: text(),
})

/** The boxes numbered `$1`. */
export const BOXES_NUMBERED = statement(
  'select box_no, description, capacity from boxes where box_no = any ($1::int[])',
  { box_no: int, description: text(), capacity: int },
)

/** Which of the keys `$1` deleted parts had. */
export const RETIRED_KEYS = statement('select key from retired_parts where key = any ($1::text[])', { key: text() })

/** The types and tags of the parts `$1`, and what their sellers' links are. */
export const PART_DETAILS = statement(
  `select p.id, t.name as type, p.tags,
          array(select s.name from part_sellers l join sellers s on s.id = l.seller_id where l.part_id = p.id) as linked
     from parts p left join types t on t.id = p.type_id where p.id = any ($1::int[])`,
  { id: int, type: nullable(text()), tags: nullable(texts), linked: texts },
)

/** The parts that the sellers `$1` know by the numbers `$2`, in upper case. */
export const NUMBER_OWNERS = statement(
  `select s.name as seller, upper(n.number) as number, p.key
     from unnest($1::text[], $2::text[]) q (seller, number)
     join sellers s on s.name = q.seller
     join seller_parts n on n.seller_id = s.id and upper(n.number) = upper(q.number)
     join parts p on p.id = n.part_id`,
  { seller: text(), number: text(), key: text() },
)

/** The parts that have the codes `$1`. */
export const CODE_OWNERS = statement(
  'select c.code, p.key from part_codes c join parts p on p.id = c.part_id where c.code = any ($1::text[])',
  { code: text(), key: text() },
)

/** The parts that sellers know by the numbers `$1`, bare, and `$2`, in capitals. */
export const SELLERS_OF_NUMBERS = statement(
  `select upper(n.number) as number, p.key, s.website
     from seller_parts n join parts p on p.id = n.part_id join sellers s on s.id = n.seller_id
    where bare_part_number(n.number) collate "C" = any ($1::text[]) and upper(n.number) = any ($2::text[])
    order by n.id`,
  { number: text(), key: text(), website: text() },
)

/** The parts whose makers' numbers are, bare, the numbers `$1`. */
export const MAKERS_OF_NUMBERS = statement(
  `select bare_part_number(manufacturer_code) as number, key from parts
    where manufacturer_code is not null and bare_part_number(manufacturer_code) collate "C" = any ($1::text[])
    order by id`,
  { number: text(), key: text() },
)

/** The kits named `$1` with what they hold, and the parts of their lines that open lines of pick lists need. */
export const KITS_NAMED = statement(
  `select k.id, k.name, ${KIT_CONTENT} as content,
          array(select distinct p.key::text from kit_pick_list_lines l join kit_contents c on c.id = l.kit_content_id
                  join parts p on p.id = c.part_id where c.kit_id = k.id and l.status = 'open' order by 1) as picked
     from kits k where k.name = any ($1::text[])`,
  { id: int, name: text(), content: json<KitContent>(), picked: texts },
)

/** The shopping lists named `$1` with what they hold. */
export const LISTS_NAMED = statement(
  `select list.id, list.name, ${LIST_CONTENT} as content from shopping_lists list where list.name = any ($1::text[])`,
  { id: int, name: text(), content: json<ListContent>() },
)
