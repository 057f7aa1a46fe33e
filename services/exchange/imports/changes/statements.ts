import { int, json, nullable, statement, text } from '../../../../plugins/database/statement.ts'

/** A record as the history names it, and what it is now. */
export interface NamedRecord {
  id: number
  name: string
  part_key: string | null
  now: Readonly<Record<string, unknown>>
}

const NO_PART = "'part_key', null"
const NOTHING = "'now', json_build_object()"

/** SQL for the records with the id `given.id`, by what imports call them. */
const NAMED = {
  part: `select json_build_object('id', p.id, 'name', p.key, 'part_key', p.key, ${NOTHING}) from parts p where p.id = given.id`,
  kit: `
    select json_build_object('id', k.id, 'name', k.name, ${NO_PART}, 'now', json_build_object(
             'unfitted', (select count(*) from kit_unfitted u where u.kit_id = k.id)))
      from kits k where k.id = given.id`,
  kit_line: `
    select json_build_object('id', k.id, 'name', k.name, 'part_key', p.key, 'now', json_build_object(
             'required_per_unit', c.required_per_unit))
      from kit_contents c join kits k on k.id = c.kit_id join parts p on p.id = c.part_id where c.id = given.id`,
  list: `
    select json_build_object('id', s.id, 'name', s.name, ${NO_PART}, ${NOTHING}) from shopping_lists s where s.id = given.id`,
  list_line: `
    select json_build_object('id', s.id, 'name', s.name, 'part_key', p.key, 'now', json_build_object(
             'needed', l.needed, 'ordered', l.ordered, 'received', l.received, 'seller', r.name))
      from shopping_list_lines l join shopping_lists s on s.id = l.shopping_list_id join parts p on p.id = l.part_id
      left join sellers r on r.id = l.seller_id where l.id = given.id`,
  list_column: `
    select json_build_object('id', s.id, 'name', s.name, ${NO_PART}, 'now', json_build_object('seller', r.name))
      from shopping_list_sellers g join shopping_lists s on s.id = g.shopping_list_id join sellers r on r.id = g.seller_id
     where g.id = given.id`,
  seller: `select json_build_object('id', s.id, 'name', s.name, ${NO_PART}, ${NOTHING}) from sellers s where s.id = given.id`,
  seller_part: `
    select json_build_object('id', s.id, 'name', s.name, 'part_key', p.key, 'now', json_build_object('number', n.number))
      from seller_parts n join sellers s on s.id = n.seller_id join parts p on p.id = n.part_id where n.id = given.id`,
  seller_link: `
    select json_build_object('id', s.id, 'name', s.name, 'part_key', p.key, 'now', json_build_object('link', n.link))
      from part_sellers n join sellers s on s.id = n.seller_id join parts p on p.id = n.part_id where n.id = given.id`,
  part_code: `
    select json_build_object('id', 0, 'name', p.key, 'part_key', p.key, 'now', json_build_object('code', c.code))
      from part_codes c join parts p on p.id = c.part_id where c.id = given.id`,
  type: `select json_build_object('id', t.id, 'name', t.name, ${NO_PART}, ${NOTHING}) from types t where t.id = given.id`,
  box: `
    select json_build_object('id', b.box_no, 'name', b.box_no::text, ${NO_PART}, ${NOTHING}) from boxes b where b.box_no = given.id`,
}
export type NamedEntity = keyof typeof NAMED

const CASES = Object.entries(NAMED).map(([entity, select]) => `when '${entity}' then (${select})`)

/** How the history names the records `$1` with the ids `$2`. */
export const NAMES_OF_RECORDS = statement(
  `select entity, id, case entity ${CASES.join(' ')} end as found
     from unnest($1::text[], $2::int[]) as given (entity, id)`,
  { entity: text<NamedEntity>(), id: int, found: nullable(json<NamedRecord>()) },
)
