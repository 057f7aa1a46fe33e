import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBox, IconDots, IconPuzzle, IconSearch, IconShoppingCart } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/queries/session.ts'
import { Sheet } from '../shared/page/sheet.tsx'
import classes from './bottom-bar.module.css'
import { LiveDot } from './live-dot.tsx'
import { ENTRIES, SYSTEM_ENTRY } from './navigation-entries.ts'
import { SchemeButton } from './scheme-button.tsx'

const TABS = [
  { to: '/parts', label: 'Find', icon: IconSearch },
  { to: '/boxes', label: 'Boxes', icon: IconBox },
  { to: '/kits', label: 'Kits', icon: IconPuzzle },
  { to: '/shopping', label: 'Shopping', icon: IconShoppingCart },
] as const

const SHOWN: readonly string[] = TABS.map(({ to }) => to)

/** The bar at the bottom of a phone; what it has no room for is in a sheet. */
export function BottomBar() {
  const [opened, { open, close }] = useDisclosure(false)
  const runsSystem = useMay('admin')
  const rest = [...ENTRIES.filter(({ to }) => !SHOWN.includes(to)), ...(runsSystem ? [SYSTEM_ENTRY] : [])]
  return (
    <nav className={classes.bar} aria-label="Main">
      {TABS.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.tab}>
          <Icon size={24} stroke={1.75} aria-hidden />
          {label}
        </Link>
      ))}
      <UnstyledButton className={classes.tab} onClick={open} aria-haspopup="dialog">
        <IconDots size={24} stroke={1.75} aria-hidden />
        More
      </UnstyledButton>
      <Sheet opened={opened} onClose={close} title="More">
        {rest.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className={classes.row} onClick={close}>
            <Icon size={20} stroke={1.75} aria-hidden />
            {label}
          </Link>
        ))}
        <div className={classes.foot}>
          <LiveDot />
          <SchemeButton />
        </div>
      </Sheet>
    </nav>
  )
}
