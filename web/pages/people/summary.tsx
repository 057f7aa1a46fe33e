import { useQuery } from '@tanstack/react-query'
import { devicesQuery, peopleQuery } from '../../api/queries/access.ts'
import { useMay } from '../../api/queries/session.ts'
import { plural } from '../../shared/text/numbers.ts'

/** How many people and devices there are, as far as one may know. */
export function Summary() {
  const isAdmin = useMay('admin')
  const { data: people } = useQuery(peopleQuery)
  const { data: devices } = useQuery(devicesQuery(isAdmin))
  if (people === undefined || devices === undefined) return null
  const active = people.filter((person) => person.active).length
  const ofDevices = plural(devices.length, 'device', 'devices')
  return isAdmin ? (
    <>
      {plural(active, 'person', 'people')}, {ofDevices}
    </>
  ) : (
    <>{ofDevices} of yours</>
  )
}
