import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Person } from '../../api/queries/access.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { usePersonChange } from './use-person-change.ts'

/** What is done rarely with somebody. */
export function PersonMenu({ person, isMe }: { person: Person; isMe: boolean }) {
  const { name, active } = person
  const [open, setOpen] = useState<'rename' | 'end' | null>(null)
  const change = usePersonChange(person)
  const close = () => setOpen(null)
  const activate = () =>
    change({ active: true }).then(() => sayDone(`${name} may come in again, with a new code`), sayFailure)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`More about ${name}`}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={() => setOpen('rename')}>
            Rename
          </Menu.Item>
          {!active && (
            <Menu.Item leftSection={<IconUserCheck size={15} stroke={1.75} />} onClick={() => void activate()}>
              Let in again
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconUserOff size={15} stroke={1.75} />} onClick={() => setOpen('end')}>
            {active ? 'Deactivate' : 'Forget the name'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={open === 'rename'}
        onClose={close}
        title={isMe ? 'Your name' : `Rename ${name}`}
        label="Name"
        verb="Rename"
        initial={{ name }}
        save={(wanted) => change({ name: wanted })}
      />
      <EndDialog person={person} isMe={isMe} opened={open === 'end'} onClose={close} />
    </>
  )
}
