import type { UnitOfWork } from '../../../plugins/database/database.ts'

/** A location that cannot be removed, and by what it is held. */
export interface HeldLocation {
  loc_no: number
  holder: 'stock' | 'pick list'
}

/**
 * Locks the locations of a box from `fromLocNo` on and finds what forbids removing them: the lowest one with stock,
 * or, when none has stock, the lowest one that a pick list refers to.
 *
 * Stock and pick-list lines refer to their location, so none can be added until the unit of work ends; one that is
 * being added at this moment is waited for. Hence two statements: the second one sees what the lock waited for.
 */
export async function findHeldLocation(
  unit: UnitOfWork,
  boxNo: number,
  fromLocNo: number,
): Promise<HeldLocation | undefined> {
  const range = [boxNo, fromLocNo]
  await unit.query('select 1 from locations where box_no = $1 and loc_no >= $2 order by loc_no for update', range)
  const [held] = await unit.query<HeldLocation>(
    `(select loc_no, 'stock' as holder
        from part_locations where box_no = $1 and loc_no >= $2 order by loc_no limit 1)
     union all
     (select l.loc_no, 'pick list'
        from locations l join kit_pick_list_lines line on line.location_id = l.id
       where l.box_no = $1 and l.loc_no >= $2 order by l.loc_no limit 1)
     order by holder desc limit 1`,
    range,
  )
  return held
}
