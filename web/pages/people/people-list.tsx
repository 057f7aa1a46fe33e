import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Device, devicesQuery, type Person, peopleQuery } from '../../api/queries/access.ts'
import { sessionQuery, useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import classes from './people.module.css'
import { PersonGroup } from './person-group.tsx'

/** Oneself first, then the others; who is not active any more last. */
function inOrder(people: readonly Person[], isMe: (person: Person) => boolean): Person[] {
  const rank = (person: Person) => (isMe(person) ? 0 : person.active ? 1 : 2)
  return people.toSorted((a, b) => rank(a) - rank(b))
}

/** Everybody, with the devices that one may see. */
export function PeopleList({ onAdd }: { onAdd: () => void }) {
  const isAdmin = useMay('admin')
  const { data: session } = useQuery(sessionQuery)
  const { data: people, ...ofPeople } = useQuery(peopleQuery)
  const { data: devices, ...ofDevices } = useQuery(devicesQuery(isAdmin))
  if (people === undefined || devices === undefined) {
    const error = ofPeople.error ?? ofDevices.error
    if (error === null) return <SkeletonRows />
    const retry = () => {
      void ofPeople.refetch()
      void ofDevices.refetch()
    }
    return <Failure error={error} retry={retry} />
  }
  const isMe = ({ id }: Person) => session?.subject === `person:${id}`
  const ofPerson: Map<number, Device[]> = Map.groupBy(devices, ({ person_id }) => person_id)
  const ordered = inOrder(people, isMe)
  const mine = ordered.find(isMe)
  const isAlone = people.length === 1 && devices.length === 1
  return (
    <div className={classes.groups}>
      {ordered.map((person) => (
        <PersonGroup
          key={person.id}
          person={person}
          isMe={person === mine}
          devices={isAdmin || person === mine ? (ofPerson.get(person.id) ?? []) : null}
        />
      ))}
      {isAlone && (
        <div className={classes.next}>
          <p>This is the only device. Add the phone at the bench, too: it scans and takes where the parts are.</p>
          <Button onClick={onAdd}>Add a phone</Button>
        </div>
      )}
    </div>
  )
}
