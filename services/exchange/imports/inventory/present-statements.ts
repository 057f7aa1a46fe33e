import { int, json, nullable, statement, text, texts } from '../../../../plugins/database/statement.ts'
import { jsonList } from '../../../json-list.ts'

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

/** The kits named `$1`, as an export writes them. */
export const KITS_NAMED = statement(
  `select k.name, json_build_object('description', k.description, 'status', k.status, 'build_target', k.build_target,
          'lines', ${jsonList(`select p.key, c.required_per_unit, c.note, c.designators,
                            array(select o.key from kit_alternates a join parts o on o.id = a.part_id
                                   where a.kit_content_id = c.id order by a.rank) as alternates
                       from kit_contents c join parts p on p.id = c.part_id
                      where c.kit_id = k.id order by c.id`)},
          'unfitted', ${jsonList(`select p.key, u.quantity, u.designators, u.value, u.note
                       from kit_unfitted u left join parts p on p.id = u.part_id
                      where u.kit_id = k.id order by u.id`)}) as content
     from kits k where k.name = any ($1::text[])`,
  { name: text(), content: json<Record<string, unknown>>() },
)

/** The shopping lists named `$1`, as an export writes them, without the times of their lines. */
export const LISTS_NAMED = statement(
  `select list.name, json_build_object('description', list.description, 'status', list.status,
          'lines', ${jsonList(`select p.key, s.name as seller, line.needed, line.ordered, line.received, line.note,
                            line.status, line.completion_mismatch, line.completion_note
                       from shopping_list_lines line join parts p on p.id = line.part_id
                       left join sellers s on s.id = line.seller_id
                      where line.shopping_list_id = list.id order by line.created_at, line.id`)},
          'groups', ${jsonList(`select s.name as seller, g.note, g.status
                       from shopping_list_sellers g join sellers s on s.id = g.seller_id
                      where g.shopping_list_id = list.id order by s.name`)}) as content
     from shopping_lists list where list.name = any ($1::text[])`,
  { name: text(), content: json<Record<string, unknown>>() },
)
