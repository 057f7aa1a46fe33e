import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDeviceMobile, IconKey, IconLogout } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import classes from './own-name.module.css'
import { signOut } from './sign-out.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { useOwnName } from './use-own-name.ts'

const ICON = { size: 20, stroke: 1.75, 'aria-hidden': true }

interface OwnRowsProps {
  rowClass: string | undefined
  /** Called when one of them leads elsewhere. */
  onChosen: () => void
}

/** What is one's own, as rows of a sheet on a phone. */
export function OwnRows({ rowClass = '', onChosen }: OwnRowsProps) {
  const own = useOwnName()
  const [leaving, { open, close }] = useDisclosure(false)
  if (own === null) return null
  return (
    <>
      {own.isPaired && (
        <Link to="/people" search={{ add: 'phone' }} className={rowClass} onClick={onChosen}>
          <IconDeviceMobile {...ICON} />
          Add a phone
        </Link>
      )}
      <Link to="/people" className={rowClass} onClick={onChosen}>
        <IconKey {...ICON} />
        {own.isPaired ? 'My devices and access tokens' : 'Access tokens'}
      </Link>
      <UnstyledButton
        className={`${rowClass} ${classes.row}`}
        onClick={own.isPaired ? open : () => void signOut().catch(sayFailure)}
      >
        <IconLogout {...ICON} />
        Sign out {own.name}
      </UnstyledButton>
      <SignOutDialog opened={leaving} onClose={close} />
    </>
  )
}
