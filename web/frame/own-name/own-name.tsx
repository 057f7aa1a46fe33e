import { Menu, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDeviceMobile, IconKey, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import navigation from '../navigation.module.css'
import classes from './own-name.module.css'
import { signOut } from './sign-out.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { useOwnName } from './use-own-name.ts'

const ICON = { size: 15, stroke: 1.75 }

/** One's own name, with what is one's own: devices, access tokens, the way out. */
export function OwnName() {
  const own = useOwnName()
  const navigate = useNavigate()
  const [leaving, { open, close }] = useDisclosure(false)
  if (own === null) return null
  const { name, isPaired } = own
  return (
    <>
      <Menu position="right-end">
        <Menu.Target>
          <UnstyledButton className={navigation.entry} aria-label={`Signed in as ${name}`} title={name}>
            <IconUserCircle size={18} stroke={1.75} aria-hidden />
            <span className={`${navigation.entryLabel} ellipsis`}>{name}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {isPaired && (
            <Menu.Item
              leftSection={<IconDeviceMobile {...ICON} />}
              onClick={() => void navigate({ to: '/people', search: { add: 'phone' } })}
            >
              Add a phone
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconKey {...ICON} />} onClick={() => void navigate({ to: '/people' })}>
            {isPaired ? 'Devices and access tokens' : 'Access tokens'}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout {...ICON} />}
            onClick={isPaired ? open : () => void signOut().catch(sayFailure)}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog opened={leaving} onClose={close} />
    </>
  )
}
