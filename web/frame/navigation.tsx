import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { waitingImportsQuery } from '../api/queries/imports.ts'
import { listsQuery } from '../api/queries/lists.ts'
import { useMay, useSignsIn } from '../api/queries/session.ts'
import { runningTasksQuery } from '../api/queries/tasks.ts'
import { later } from '../shared/later.tsx'
import { LiveDot } from './live-dot.tsx'
import { Logo } from './logo.tsx'
import classes from './navigation.module.css'
import { ENTRIES, type Entry, PEOPLE_ENTRY, SYSTEM_ENTRY } from './navigation-entries.ts'
import { SchemeButton } from './scheme-button.tsx'
import { ShortcutsButton } from './shortcuts.tsx'

const OwnName = later(async () => (await import('./own-name/own-name.tsx')).OwnName)

/** Lists whose goods are on their way. */
function useWaitingLists(): number {
  const { data } = useQuery(listsQuery)
  return data?.filter(({ status, has_ordered_lines }) => status === 'active' && has_ordered_lines).length ?? 0
}

interface NavigationLinkProps {
  entry: Entry
  /** How many things wait there. */
  waiting?: number
  badge?: React.ReactNode
}

function NavigationLink({ entry, waiting = 0, badge }: NavigationLinkProps) {
  const Icon = entry.icon
  return (
    <Tooltip label={entry.label} position="right" disabled={!matchMedia('(max-width: 62.49em)').matches}>
      <Link
        to={entry.to}
        className={classes.entry}
        activeOptions={{ exact: entry.to === '/' }}
        aria-label={waiting > 0 ? `${entry.label} ${waiting}` : entry.label}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className={classes.entryLabel}>{entry.label}</span>{' '}
        {waiting > 0 && <span className={classes.badge}>{waiting}</span>}
        {badge}
      </Link>
    </Tooltip>
  )
}

/** The navigation at the left; a strip of icons on narrow windows. */
export function Navigation() {
  const waiting = useWaitingLists()
  const { data: running } = useQuery(runningTasksQuery)
  const { data: imports = 0 } = useQuery(waitingImportsQuery)
  const runsSystem = useMay('admin')
  const signsIn = useSignsIn()
  const waitingAt: Partial<Record<Entry['to'], number>> = { '/shopping': waiting, '/import': imports }
  const badgeOf = (to: Entry['to']) => {
    if (to === '/tasks' && running !== undefined && running > 0) return <span className={classes.ring} aria-hidden />
    return undefined
  }
  return (
    <nav className={classes.navigation} aria-label="Main">
      <Link to="/" className={classes.brand} aria-label="Parts inventory, home">
        <Logo size={22} />
        <span className={classes.entryLabel}>Parts inventory</span>
      </Link>
      {ENTRIES.map((entry) => (
        <NavigationLink key={entry.to} entry={entry} waiting={waitingAt[entry.to]} badge={badgeOf(entry.to)} />
      ))}
      <span className={classes.grow} />
      {runsSystem && signsIn && <NavigationLink entry={PEOPLE_ENTRY} />}
      {runsSystem && <NavigationLink entry={SYSTEM_ENTRY} />}
      {signsIn && <OwnName />}
      <div className={classes.foot}>
        <LiveDot />
        <span className={classes.footButtons}>
          <SchemeButton />
          <ShortcutsButton />
        </span>
      </div>
    </nav>
  )
}
