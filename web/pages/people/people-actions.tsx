import { Button } from '@mantine/core'
import { IconDeviceMobile, IconKey, IconUserPlus } from '@tabler/icons-react'
import { useMay } from '../../api/queries/session.ts'
import type { PeopleSearch } from './route.ts'

interface PeopleActionsProps {
  tab: PeopleSearch['tab']
  onAdd: (what: 'phone' | 'person' | 'token') => void
}

/** What can be added, by what is shown. */
export function PeopleActions({ tab, onAdd }: PeopleActionsProps) {
  const isAdmin = useMay('admin')
  if (tab === 'log') return null
  if (tab === 'tokens') {
    return (
      <Button variant="filled" leftSection={<IconKey size={15} stroke={1.75} />} onClick={() => onAdd('token')}>
        New access token
      </Button>
    )
  }
  return (
    <>
      {isAdmin && (
        <Button leftSection={<IconUserPlus size={15} stroke={1.75} />} onClick={() => onAdd('person')}>
          Invite somebody
        </Button>
      )}
      <Button
        variant="filled"
        leftSection={<IconDeviceMobile size={15} stroke={1.75} />}
        onClick={() => onAdd('phone')}
      >
        Add a phone
      </Button>
    </>
  )
}
