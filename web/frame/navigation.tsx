import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listsQuery } from '../api/queries/lists.ts'
import { useMay } from '../api/queries/session.ts'
import { runningTasksQuery } from '../api/queries/tasks.ts'
import classes from './frame.module.css'
import { LiveDot } from './live-dot.tsx'
import { Logo } from './logo.tsx'
import { ENTRIES, type Entry, SYSTEM_ENTRY } from './navigation-entries.ts'
import { SchemeButton } from './scheme-button.tsx'
import { ShortcutsButton } from './shortcuts.tsx'

/** Lists whose goods are on their way. */
function useWaitingLists(): number {
  const { data } = useQuery(listsQuery)
  return data?.filter(({ status, has_ordered_lines }) => status === 'active' && has_ordered_lines).length ?? 0
}

function NavigationLink({ entry, badge }: { entry: Entry; badge?: React.ReactNode }) {
  const Icon = entry.icon
  return (
    <Tooltip label={entry.label} position="right" disabled={!matchMedia('(max-width: 62.49em)').matches}>
      <Link
        to={entry.to}
        className={classes.entry}
        activeOptions={{ exact: entry.to === '/' }}
        aria-label={entry.label}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className={classes.entryLabel}>{entry.label}</span>
        {badge}
      </Link>
    </Tooltip>
  )
}

/** The navigation at the left; a strip of icons on narrow windows. */
export function Navigation() {
  const waiting = useWaitingLists()
  const { data: running } = useQuery(runningTasksQuery)
  const runsSystem = useMay('admin')
  const badgeOf = (to: Entry['to']) => {
    if (to === '/shopping' && waiting > 0) return <span className={classes.badge}>{waiting}</span>
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
        <NavigationLink key={entry.to} entry={entry} badge={badgeOf(entry.to)} />
      ))}
      <span className={classes.grow} />
      {runsSystem && <NavigationLink entry={SYSTEM_ENTRY} />}
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
