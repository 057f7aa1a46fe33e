import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Person } from '../../api/queries/access.ts'
import type { Role } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'
import classes from './people.module.css'
import { ROLE_WORDS, ROLES } from './roles.ts'
import { usePersonChange } from './use-person-change.ts'

/** What somebody may do, and another role for them. */
export function RoleMenu({ person, isMe }: { person: Person; isMe: boolean }) {
  const { name, role } = person
  const [demotion, setDemotion] = useState<Role | null>(null)
  const change = usePersonChange(person)
  const give = async (next: Role) => {
    await change({ role: next })
    const undo = isMe ? undefined : () => change({ role })
    sayDone(`${name} has the role ${ROLE_WORDS[next].name.toLowerCase()} now`, undo)
  }
  const choose = (next: Role) => {
    if (next === role) return
    // Whoever gives up the role cannot take it back.
    if (isMe) setDemotion(next)
    else give(next).catch(sayFailure)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={`Role of ${name}: ${ROLE_WORDS[role].name}`}
            rightSection={<IconChevronDown size={13} stroke={1.75} />}
          >
            {ROLE_WORDS[role].name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ROLES.map((each) => (
            <Menu.Item
              key={each}
              onClick={() => choose(each)}
              rightSection={each === role ? <IconCheck size={14} stroke={1.75} aria-label="has it" /> : null}
            >
              <span className={classes.roleItem}>
                {ROLE_WORDS[each].name}
                <span>{ROLE_WORDS[each].may}</span>
              </span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={demotion !== null}
        onClose={() => setDemotion(null)}
        title="Give up your own role?"
        verb={`Become ${demotion === 'editor' ? 'an editor' : 'a reader'}`}
        dangerous
        act={() => (demotion === null ? Promise.resolve() : give(demotion))}
      >
        <p>Another administrator has to give it back to you.</p>
      </ConfirmDialog>
    </>
  )
}
