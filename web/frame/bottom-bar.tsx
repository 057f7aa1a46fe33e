import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBox, IconDots, IconPuzzle, IconScan, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay, useSignsIn } from '../api/queries/session.ts'
import { later } from '../shared/later.tsx'
import { useEver } from '../shared/use-ever.ts'
import classes from './bottom-bar.module.css'
import { ENTRIES, PEOPLE_ENTRY, SYSTEM_ENTRY } from './navigation-entries.ts'

const MoreSheet = later(async () => (await import('./more-sheet.tsx')).MoreSheet)

const TABS = [
  { to: '/parts', label: 'Find', icon: IconSearch },
  { to: '/scan', label: 'Scan', icon: IconScan },
  { to: '/boxes', label: 'Boxes', icon: IconBox },
  { to: '/kits', label: 'Kits', icon: IconPuzzle },
] as const

const SHOWN: readonly string[] = TABS.map(({ to }) => to)

/** The bar at the bottom of a phone; what it has no room for is in a sheet. */
export function BottomBar() {
  const [opened, { open, close }] = useDisclosure(false)
  const ever = useEver(opened)
  const runsSystem = useMay('admin')
  const signsIn = useSignsIn()
  const rest = [
    ...ENTRIES.filter(({ to }) => !SHOWN.includes(to)),
    ...(runsSystem && signsIn ? [PEOPLE_ENTRY] : []),
    ...(runsSystem ? [SYSTEM_ENTRY] : []),
  ]
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
      {ever && <MoreSheet entries={rest} opened={opened} onClose={close} />}
    </nav>
  )
}
