import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, bool, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { shortDescriptionSql } from '../../catalogue/parts/short-description.ts'
import { coverUrlSql } from '../../documents/documents/cover-sql.ts'
import { listPerKit } from '../kits/per-kit.ts'
import type { KitSummary } from '../kits/schemas.ts'
import { PICK_LIST_COLUMNS, PICK_LIST_SUMMARIES, PICK_LIST_TOTALS } from './pick-list-sql.ts'
import type { PickListLine, PickListSummary } from './schemas.ts'

/** The lines of the pick list `l`, as JSON. */
const LINES = `
  (select coalesce(json_agg(json_build_object(
            'id', line.id, 'status', line.status, 'quantity_to_pick', line.quantity_to_pick,
            'inventory_change_id', line.inventory_change_id, 'picked_at', iso_utc(line.picked_at),
            'kit_content', json_build_object('id', c.id, 'part_id', p.id, 'part_key', p.key,
              'part_description', ${shortDescriptionSql('p.description')}, 'cover_url', ${coverUrlSql('p.attachment_set_id')}),
            'location', json_build_object('id', place.id, 'box_no', place.box_no, 'loc_no', place.loc_no,
              'box_description', b.description)
          ) order by p.key, place.box_no, place.loc_no, line.id), '[]')
     from kit_pick_list_lines line
     join kit_contents c on c.id = line.kit_content_id
     join parts p on p.id = c.part_id
     join locations place on place.id = line.location_id
     join boxes b on b.id = place.box_id
    where line.pick_list_id = l.id)`

/** The pick list `$1` with its lines. */
export const PICK_LIST_DETAIL = statement(
  `select ${PICK_LIST_COLUMNS}, l.version, k.name as kit_name, ${LINES} as lines
     from kit_pick_lists l join kits k on k.id = l.kit_id ${PICK_LIST_TOTALS}
    where l.id = $1`,
  {
    id: int,
    kit_id: int,
    requested_units: int,
    status: text<PickListSummary['status']>(),
    created_at: text(),
    updated_at: text(),
    completed_at: nullable(text()),
    line_count: bigint,
    open_line_count: bigint,
    completed_line_count: bigint,
    total_quantity_to_pick: bigint,
    picked_quantity: bigint,
    remaining_quantity: bigint,
    is_archived_ui: bool,
    version: bigint,
    kit_name: text(),
    lines: json<PickListLine[]>(),
  },
)

/** The pick lists of each of the kits `$1`, the newest first; completed ones only when `$2`. */
export const PICK_LISTS_PER_KIT = listPerKit<PickListSummary>(
  `${PICK_LIST_SUMMARIES} where l.kit_id = wanted.id and ($2::boolean or l.status <> 'completed')
    order by l.created_at desc, l.id desc`,
)

/** The status of the kit `$1`. */
export const STATUS_OF_KIT = statement('select status from kits where id = $1', {
  status: text<KitSummary['status']>(),
})

/**
 * Adds a pick list of the kit `$1` for `$2` units. A line takes `$5` pieces of the content `$3` from the location `$4`. The
 * database keeps the locations in the order of the lines, so this is the one in which others lock them.
 */
export const ADD_PICK_LIST = statement(
  `with list as (
     insert into kit_pick_lists (kit_id, requested_units) values ($1, $2) returning id
   ), lines as (
     insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick)
     select list.id, line.content_id, line.location_id, line.quantity
       from list, unnest($3::int[], $4::int[], $5::int[]) line(content_id, location_id, quantity)
       left join locations place on place.id = line.location_id
      order by place.box_no, place.loc_no, line.content_id
   )
   select id from list`,
  { id: int },
  changedInRows('pick_list', 'id'),
  changedByValue('kit', 1),
)

/** Deletes the pick list `$1`. */
export const DELETE_PICK_LIST = statement(
  'delete from kit_pick_lists where id = $1 returning id, kit_id',
  { id: int, kit_id: int },
  changedInRows('pick_list', 'id'),
  changedInRows('kit', 'kit_id'),
)

export const LOCK_PICK_LIST = statement('select version from kit_pick_lists where id = $1 for update', {
  version: bigint,
})

/** Marks the pick list `$1` as changed now, and makes it completed exactly if all its lines are. */
export const SETTLE_PICK_LIST = statement(
  `update kit_pick_lists list
      set status = case when left_over.open then 'open' else 'completed' end,
          completed_at = case when left_over.open then null else coalesce(list.completed_at, clock_timestamp()) end
     from (select exists (select 1 from kit_pick_list_lines where pick_list_id = $1 and status = 'open') as open)
          left_over
    where list.id = $1
   returning list.kit_id`,
  { kit_id: int },
  changedByValue('pick_list', 1),
  changedInRows('kit', 'kit_id'),
)

/** Locks the pick lists that have lines of the kit content `$1`. */
export const LOCK_LISTS_OF_CONTENT = statement(
  `select id from kit_pick_lists
    where id in (select pick_list_id from kit_pick_list_lines where kit_content_id = $1)
    order by id for update`,
  { id: int },
)

/** Completes those of the pick lists `$1` whose lines are all completed. One without any line stays as it is. */
export const COMPLETE_PICKED_LISTS = statement(
  `update kit_pick_lists list
      set status = left_over.status,
          completed_at = case when left_over.status = 'completed' then coalesce(list.completed_at, clock_timestamp()) end
     from (select l.id, case when count(line.id) > 0 and count(line.id) filter (where line.status = 'open') = 0
                             then 'completed' else l.status end as status
             from kit_pick_lists l left join kit_pick_list_lines line on line.pick_list_id = l.id
            where l.id = any ($1::int[]) group by l.id) left_over
    where list.id = left_over.id`,
  {},
  changedByValue('pick_list', 1),
)

/** Of the locations of the box numbered `$1` from `$2` on, the lowest one that a line of a pick list refers to. */
export const PLANNED_LOCATION = statement(
  `select l.loc_no from locations l join kit_pick_list_lines line on line.location_id = l.id
    where l.box_no = $1 and l.loc_no >= $2 order by l.loc_no limit 1`,
  { loc_no: int },
)
