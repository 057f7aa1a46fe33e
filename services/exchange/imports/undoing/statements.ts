import { changedInRows } from '../../../../plugins/database/change.ts'
import { bool, int, json, statement, text, uuid } from '../../../../plugins/database/statement.ts'
import { goneInSql } from '../../../catalogue/retired-parts/gone-parts.ts'
import { builtOnParts } from '../../made-records/built-on-parts-sql.ts'
import type { ImportStatus } from '../model.ts'
import type { UndoEntity } from '../writing/undo-log.ts'
import { CHANGED_SINCE } from './changed-since-sql.ts'
import { CONTENT_OBSTACLES } from './content-obstacles-sql.ts'
import { linesGone } from './gone-holders-sql.ts'
import { KIT_OBSTACLES, LIST_OBSTACLES } from './holder-obstacles-sql.ts'
import { isTakenBack } from './needs-sql.ts'

/** What the import `$1` has written besides stock, the latest first. */
export const WRITTEN = statement(
  `select entity, entity_id, coalesce(before, '{}') as before from import_undo where import_id = $1 order by seq desc`,
  { entity: text<UndoEntity>(), entity_id: int, before: json<Record<string, unknown>>() },
)

const isOwn = (entity: UndoEntity, id: string) =>
  `exists (select from written o where o.entity = '${entity}' and o.entity_id = ${id} and o.import_id = w.owner)`
const OWN_LINES = { kit: isOwn('kit_line', 'c.id'), list: isOwn('list_line', 'l.id') }

/** The part that has got a number of a seller. */
const NUMBERED_PART = "(w.before #>> '{made,part_id}')::int"

/**
 * What is in the way of undoing the imports `$1`: for each, at most ten reasons. What they have written is found by an index
 * for each record: right after a large import, PostgreSQL still believes that there is next to nothing of it.
 */
export const OBSTACLES = statement(
  `with written as not materialized (
     select u.import_id, u.entity, u.entity_id, u.before from import_undo u where u.import_id = any ($1::int[])
   ), made (owner, part_id, noted, version, uses, operations) as (
     select w.import_id, w.entity_id, w.before -> 'made', (w.before ->> 'version')::bigint, w.before -> 'uses', array[i.operation_id]
       from written w join imports i on i.id = w.import_id where w.entity = 'part'
   ), reasons (import_id, reason) as (
     ${builtOnParts(OWN_LINES)}
     union all ${CHANGED_SINCE}
     union all
     select w.import_id, 'the part ' || p.key || ' was named by the import ' || r.import_id
       from written w join parts p on p.id = w.entity_id
       join import_undo r on r.entity = 'seller_part' and r.import_id > w.import_id
       join seller_parts n on n.id = r.entity_id and n.part_id = p.id
      where w.entity = 'part'
     union all
     select w.import_id, 'the part ' || p.key || ' was completed by the import ' || r.import_id
       from written w join parts p on p.id = w.entity_id
       join import_undo r on r.entity = 'part_fields' and r.entity_id = p.id and r.import_id > w.import_id
       join imports later on later.id = r.import_id and later.status in ('committed', 'undoing')
      where w.entity = 'part'
     union all
     select w.import_id, ${goneInSql('gone.id = w.entity_id')}
       from written w where w.entity = 'part' and not exists (select from parts p where p.id = w.entity_id)
     union all
     select w.import_id, ${goneInSql(`gone.id = ${NUMBERED_PART}`)}
       from written w where w.entity = 'seller_part' and not exists (select from parts p where p.id = ${NUMBERED_PART})
        and ${NUMBERED_PART} is not null
     union all
     select w.import_id, field.key || ' of the part ' || p.key || ' was changed'
       from written w join parts p on p.id = w.entity_id
      cross join lateral jsonb_each(w.before) field
      where w.entity = 'part_fields' and to_jsonb(p) -> field.key is distinct from field.value -> 'to'
     union all
     select w.import_id, ${goneInSql('gone.id = w.entity_id')}
       from written w where w.entity = 'part_fields' and not exists (select from parts p where p.id = w.entity_id)
     union all ${LIST_OBSTACLES}
     union all ${KIT_OBSTACLES}
     union all
     select w.import_id, 'the website of the seller ' || s.name || ' was changed since; set that back first'
       from written w join sellers s on s.id = w.entity_id
      where w.entity = 'seller_website' and s.website is distinct from w.before ->> 'to'
     union all
     select w.import_id, 'the description of the box ' || b.box_no || ' was changed since; set that back first'
       from written w join boxes b on b.box_no = w.entity_id
      where w.entity = 'box_description' and b.description is distinct from w.before ->> 'to'
     union all
     select w.import_id, 'the line of ' || p.key || ' in the kit ' || k.name || ' is on a pick list'
       from written w join kit_contents c on c.id = w.entity_id join parts p on p.id = c.part_id
       join kits k on k.id = c.kit_id
      where w.entity = 'kit_line' and exists (select from kit_pick_list_lines l where l.kit_content_id = c.id)
     union all
     select w.import_id, 'the line of ' || p.key || ' in the kit ' || k.name || ' was changed'
       from written w join kit_contents c on c.id = w.entity_id join parts p on p.id = c.part_id
       join kits k on k.id = c.kit_id
      where w.entity = 'kit_line_fields' and (c.required_per_unit::text is distinct from w.before #>> '{to,required}'
         or to_jsonb(c.designators) is distinct from w.before #> '{to,designators}')
     union all
     ${linesGone('kit', "w.entity = 'kit_line_fields' and not exists (select from kit_contents c where c.id = w.entity_id)")}
     union all ${CONTENT_OBSTACLES}
     union all
     select w.import_id, 'the kit ' || k.name || ' is used'
       from written w join kits k on k.id = w.entity_id
      where w.entity = 'kit'
        and (exists (select from kit_pick_lists l where l.kit_id = k.id)
             or exists (select from kit_shopping_list_links l where l.kit_id = k.id)
             or exists (select from attachments a where a.attachment_set_id = k.attachment_set_id))
   ), numbered as (
     select import_id, reason, row_number() over (partition by import_id order by reason) as place
       from (select distinct import_id, reason from reasons) said
   )
   select import_id, string_agg(reason, '; ' order by place) as reasons
     from numbered where place <= 10 group by import_id`,
  { import_id: int, reasons: text() },
)

/** The imports with the ids `$1` that are written. */
export const STATES = statement('select id, status from imports where id = any ($1::int[])', {
  id: int,
  status: text<ImportStatus>(),
})

/** Those of the imports `$1` that a task undoes, with the task. */
export const UNDOING = statement(
  `select id, task_id from imports where id = any ($1::int[]) and status = 'undoing' and task_id is not null`,
  { id: int, task_id: uuid },
)

/** Has the import `$1` be as it was before the task `$2` began to undo it, unless the task has ended that. */
export const NOT_UNDONE = statement(
  `update imports set status = case when undone_at is null then 'committed' else 'undone' end, version = version + 1
    where id = $1 and status = 'undoing' and task_id = $2 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Gives fields of parts, `$1` as JSON, the values that they had. A type that is not there any more is left out. */
export const RESTORE_PARTS = statement(
  `update parts p set
     description = coalesce(r.description, p.description), manufacturer_code = r.manufacturer_code,
     manufacturer = r.manufacturer, package = r.package, product_page = r.product_page, series = r.series,
     voltage_rating = r.voltage_rating, input_voltage = r.input_voltage, output_voltage = r.output_voltage,
     mounting_type = r.mounting_type, pin_pitch = r.pin_pitch, dimensions = r.dimensions, tags = r.tags,
     type_id = (select t.id from types t where t.id = r.type_id), pin_count = r.pin_count,
     minimum_quantity = r.minimum_quantity
     from json_array_elements($1::json) given
     join parts own on own.id = (given ->> 'id')::int
    cross join lateral jsonb_populate_record(own, (given -> 'fields')::jsonb) r
    where p.id = own.id
   returning p.id, p.key, p.type_id is null and given #>> '{fields,type_id}' is not null as has_lost_type`,
  { id: int, key: text(), has_lost_type: bool },
  changedInRows('part', 'key'),
)

/** The fields of the parts `$1` that an import can set. */
export const FIELDS_OF_PARTS = statement(
  `select p.id, to_jsonb(p) - '{id,key,attachment_set_id,version,created_at,updated_at}'::text[] as fields
     from parts p where p.id = any ($1::int[])`,
  { id: int, fields: json<Record<string, unknown>>() },
)

export const DELETE_SELLER_LINKS = statement('delete from part_sellers where id = any ($1::int[])', {})

/** Gives the sellers `$1` the websites `$2` again, unless they have been changed from `$3` since. */
export const RESTORE_WEBSITES = statement(
  `update sellers s set website = given.before
     from unnest($1::int[], $2::text[], $3::text[]) as given (id, before, after)
    where s.id = given.id and s.website = given.after returning s.id`,
  { id: int },
  changedInRows('seller', 'id'),
)

/** Gives the boxes `$1` the descriptions `$2` again, unless they have been changed from `$3` since. */
export const RESTORE_DESCRIPTIONS = statement(
  `update boxes b set description = given.before
     from unnest($1::int[], $2::text[], $3::text[]) as given (box_no, before, after)
    where b.box_no = given.box_no and b.description = given.after returning b.box_no`,
  { box_no: int },
  changedInRows('box', 'box_no'),
)

export const DELETE_PART_CODES = statement('delete from part_codes where id = any ($1::int[])', {})

export const DELETE_SELLER_PARTS = statement('delete from seller_parts where id = any ($1::int[])', {})

/** Deletes the kits `$1`, and then their sets of documents. */
export const DELETE_KITS = statement(
  'delete from kits where id = any ($1::int[]) returning id, attachment_set_id as set_id',
  { id: int, set_id: int },
  changedInRows('kit', 'id'),
)
export const DELETE_SETS = statement('delete from attachment_sets where id = any ($1::int[])', {})

/** Adds lines of pick lists of the kit `$1` again, `$2` as JSON, as far as their lists and locations are still there. */
export const BRING_BACK_PICKS = statement(
  `insert into kit_pick_list_lines (id, pick_list_id, kit_content_id, location_id, quantity_to_pick, status,
          inventory_change_id, picked_at, created_at)
   select l.id, l.pick_list_id, c.id, l.location_id, l.quantity_to_pick, l.status, h.id, l.picked_at, l.created_at
     from json_to_recordset($2::json) as given (part_id int, line jsonb)
    cross join lateral jsonb_populate_record(null::kit_pick_list_lines, given.line) l
     join kit_contents c on c.kit_id = $1 and c.part_id = given.part_id
     join kit_pick_lists list on list.id = l.pick_list_id
     join locations place on place.id = l.location_id
     left join quantity_history h on h.id = l.inventory_change_id
    order by place.box_no, place.loc_no, l.id
   on conflict do nothing`,
  {},
)

/** Deletes those of the boxes `$1` that hold nothing, and that no pick list names. */
export const DELETE_BOXES = statement(
  `delete from boxes b
    where b.box_no = any ($1::int[]) and not exists (select from part_locations s where s.box_no = b.box_no)
      and not exists (select from locations l join kit_pick_list_lines line on line.location_id = l.id where l.box_id = b.id)
   returning b.box_no`,
  { box_no: int },
  changedInRows('box', 'box_no'),
)

/** Deletes those of the sellers `$1` that nothing refers to, besides receipts that are taken back with the import `$2`. */
export const DELETE_SELLERS = statement(
  `delete from sellers s
    where s.id = any ($1::int[])
      and not exists (select from seller_parts n where n.seller_id = s.id)
      and not exists (select from part_sellers l where l.seller_id = s.id)
      and not exists (select from shopping_list_lines l where l.seller_id = s.id)
      and not exists (select from shopping_list_sellers g where g.seller_id = s.id)
      and not exists (select from receipts e where e.seller_id = s.id and not ${isTakenBack('$2')})
   returning s.id`,
  { id: int },
  changedInRows('seller', 'id'),
)

/** Deletes those of the types `$1` that no part has. */
export const DELETE_TYPES = statement(
  `delete from types t
    where t.id = any ($1::int[]) and not exists (select from parts p where p.type_id = t.id) returning t.id`,
  { id: int },
  changedInRows('type', 'id'),
)

export const FORGET_SOURCES = statement('delete from import_sources where import_id = $1', {})

/** Ends the undoing of the import `$1`. */
export const UNDONE = statement(
  `update imports set status = 'undone', undone_at = now(), version = version + 1 where id = $1 returning id, kind`,
  { id: int, kind: text() },
  changedInRows('import', 'id'),
)

/** How many rows the import `$1` has. */
export const COUNT_ROWS = statement('select count(*)::int as count from import_rows where import_id = $1', {
  count: int,
})
