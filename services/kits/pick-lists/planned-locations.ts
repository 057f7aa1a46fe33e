import type { LocationGuard } from '../../stock/boxes/locations-in-use.ts'
import { PLANNED_LOCATION } from './statements.ts'

/** Keeps locations that lines of pick lists refer to, also after those lines were picked. */
export const keepPlannedLocations: LocationGuard = async (unit, boxNo, fromLocNo) => {
  const [planned] = await unit.query(PLANNED_LOCATION, [boxNo, fromLocNo])
  return (
    planned && {
      locNo: planned.loc_no,
      why: 'is on a pick list',
      boxReason: `pick lists refer to location ${boxNo}-${planned.loc_no}`,
    }
  )
}
