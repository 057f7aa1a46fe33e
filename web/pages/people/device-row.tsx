import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconDeviceLaptop, IconDeviceMobile, IconPencil } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, done, once } from '../../api/client.ts'
import type { Device } from '../../api/queries/access.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { Tag } from '../../shared/text/tag.tsx'
import { Time } from '../../shared/text/time.tsx'
import classes from './people.module.css'

const CARRIED = /iPhone|iPad|Android/

/** A paired device: what it is, when it was seen, and its end. */
export function DeviceRow({ device }: { device: Device }) {
  const { id, name, browser, last_seen_at, last_address, paired_at, current, person_name } = device
  const [asking, setAsking] = useState<'name' | 'end' | null>(null)
  const queries = useQueryClient()
  const stop = () => setAsking(null)
  const readAgain = () => queries.invalidateQueries({ queryKey: ['devices'] })
  const path = { device_id: id }
  const rename = async (wanted: string) => {
    await body(api.PATCH('/api/devices/{device_id}', { params: { path, header: once() }, body: { name: wanted } }))
    await readAgain()
  }
  const revoke = async () => {
    await done(api.DELETE('/api/devices/{device_id}', { params: { path, header: once() } }))
    await (current ? queries.invalidateQueries() : readAgain())
    sayDone(`${name} was revoked`)
  }
  const IconOfDevice = CARRIED.test(browser ?? '') ? IconDeviceMobile : IconDeviceLaptop
  const about = [browser, last_address].filter((part) => part !== null).join(', ')
  return (
    <li className={classes.device}>
      <span className={classes.icon}>
        <IconOfDevice size={18} stroke={1.75} aria-hidden />
      </span>
      <span className={classes.words}>
        <b className="ellipsis" title={name}>
          {name}
        </b>
        <span className="ellipsis">{about}</span>
      </span>
      {current && <Tag tone="new">this device</Tag>}
      <span className={classes.times}>
        <span>
          seen <Time at={last_seen_at} />
        </span>
        <span>
          paired <Time at={paired_at} byDay="after-words" />
        </span>
      </span>
      <Tooltip label="Rename">
        <ActionIcon aria-label={`Rename ${name}`} onClick={() => setAsking('name')}>
          <IconPencil size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Button size="xs" variant="subtle" color="red" aria-label={`Revoke ${name}`} onClick={() => setAsking('end')}>
        Revoke
      </Button>
      <NameDialog
        opened={asking === 'name'}
        onClose={stop}
        title="Rename the device"
        label="Name"
        verb="Rename"
        initial={{ name }}
        save={rename}
      />
      <ConfirmDialog
        opened={asking === 'end'}
        onClose={stop}
        title={current ? 'Revoke this very device?' : `Revoke ${name}?`}
        verb={`Revoke ${current ? 'this device' : 'it'}`}
        dangerous
        act={revoke}
      >
        <p>
          {current ? 'You are signed out here at once' : `${person_name} is signed out there within a second`}. To come
          back, it has to be paired again.
        </p>
      </ConfirmDialog>
    </li>
  )
}
