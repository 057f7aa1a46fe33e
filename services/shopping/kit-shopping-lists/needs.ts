import type { UnitOfWork } from '../../../plugins/database/database.ts'

/** What a kit lacks of one part. */
export interface Need {
  part_id: number
  note: string | null
  quantity: number
}

const INT4_MAX = 2_147_483_647

/**
 * What must be bought to build so many units, in the order of the kit's contents; parts that are there are left out.
 *
 * @param honorReserved leave to other active kits what they reserve.
 */
export async function readNeeds(
  unit: UnitOfWork,
  kitId: number,
  units: number,
  honorReserved: boolean,
): Promise<Need[]> {
  return unit.query<Need>(
    `select c.part_id, c.note, least(need.quantity, ${INT4_MAX})::int as quantity
       from kit_contents c
      cross join lateral (select coalesce(sum(qty), 0) as qty from part_locations where part_id = c.part_id) stock
      cross join lateral (
        select coalesce(sum(o.required_per_unit::bigint * k.build_target), 0) as qty
          from kit_contents o join kits k on k.id = o.kit_id
         where $3 and o.part_id = c.part_id and k.status = 'active' and k.id <> c.kit_id) reserved
      cross join lateral (
        select c.required_per_unit::bigint * $2::bigint - greatest(stock.qty - reserved.qty, 0) as quantity) need
      where c.kit_id = $1 and need.quantity > 0
      order by c.id`,
    [kitId, units, honorReserved],
  )
}
