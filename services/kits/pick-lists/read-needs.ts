import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Need } from './allocation.ts'

/**
 * Reads what a kit needs of each part and where the part is, by content id, all of one moment.
 *
 * A pile is held by the open lines of every pick list that take the same part from the same location.
 */
export async function readNeeds(db: Pick<Database, 'query'>, kitId: number): Promise<Need[]> {
  return db.query<Need>(
    `select c.id as "contentId", p.key as "partKey", c.required_per_unit as "requiredPerUnit",
            (select coalesce(sum(o.required_per_unit::bigint * k.build_target), 0)::bigint
               from kit_contents o join kits k on k.id = o.kit_id
              where o.part_id = c.part_id and k.status = 'active' and k.id <> c.kit_id) as reserved,
            (select coalesce(json_agg(json_build_object('locationId', s.location_id, 'qty', s.qty, 'held', held.qty)
                                      order by s.qty, s.box_no, s.loc_no, s.id), '[]')
               from part_locations s
              cross join lateral (
                select coalesce(sum(line.quantity_to_pick), 0) as qty
                  from kit_pick_list_lines line join kit_contents o on o.id = line.kit_content_id
                 where line.location_id = s.location_id and line.status = 'open' and o.part_id = s.part_id) held
              where s.part_id = c.part_id) as piles
       from kit_contents c join parts p on p.id = c.part_id
      where c.kit_id = $1 order by c.id`,
    [kitId],
  )
}

/**
 * Locks the parts of a kit and their piles, so that of two pick lists for the last pieces the second one sees what
 * the first one holds. The parts are locked as well because a pile may have come between two looks.
 */
export async function lockStock(unit: UnitOfWork, kitId: number): Promise<void> {
  const ofKit = '(select part_id from kit_contents where kit_id = $1)'
  await unit.query(`select 1 from parts where id in ${ofKit} order by id for no key update`, [kitId])
  await unit.query(
    `select 1 from part_locations where part_id in ${ofKit} order by part_id, box_no, loc_no for update`,
    [kitId],
  )
}
