import type { Device, Person } from '../../api/queries/access.ts'
import { useMay } from '../../api/queries/session.ts'
import { plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { DeviceRow } from './device-row.tsx'
import classes from './people.module.css'
import { PersonMenu } from './person-menu.tsx'
import { RoleMenu } from './role-menu.tsx'
import { ROLE_WORDS } from './roles.ts'

interface PersonGroupProps {
  person: Person
  isMe: boolean
  /** Null for somebody whose devices one may not see. */
  devices: readonly Device[] | null
}

/** Somebody with their devices. */
export function PersonGroup({ person, isMe, devices }: PersonGroupProps) {
  const isAdmin = useMay('admin')
  return (
    <section className={classes.group} aria-label={person.name}>
      <header className={classes.person} data-quiet={!person.active || undefined}>
        <h2 className="ellipsis" title={person.name}>
          {person.name}
        </h2>
        {isMe && <Tag>you</Tag>}
        {person.active ? null : <Tag tone="draft">deactivated</Tag>}
        <span className={classes.grow}>
          {devices !== null && person.active && plural(devices.length, 'device', 'devices')}
        </span>
        {isAdmin && person.active ? (
          <RoleMenu person={person} isMe={isMe} />
        ) : (
          <span className={classes.role}>{ROLE_WORDS[person.role].name}</span>
        )}
        {isAdmin && <PersonMenu person={person} isMe={isMe} />}
      </header>
      {devices !== null && devices.length > 0 && (
        <ul className={classes.devices}>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      )}
    </section>
  )
}
