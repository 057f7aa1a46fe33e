import { Link } from '@tanstack/react-router'
import { Sheet } from '../shared/page/sheet.tsx'
import classes from './bottom-bar.module.css'
import { LiveDot } from './live-dot.tsx'
import type { Entry } from './navigation-entries.ts'
import { OwnRows } from './own-name/own-rows.tsx'
import { SchemeButton } from './scheme-button.tsx'

interface MoreSheetProps {
  entries: readonly Entry[]
  opened: boolean
  onClose: () => void
}

/** What the bar of a phone has no room for. */
export function MoreSheet({ entries, opened, onClose }: MoreSheetProps) {
  return (
    <Sheet opened={opened} onClose={onClose} title="More">
      {entries.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.row} onClick={onClose}>
          <Icon size={20} stroke={1.75} aria-hidden />
          {label}
        </Link>
      ))}
      <OwnRows rowClass={classes.row} onChosen={onClose} />
      <div className={classes.foot}>
        <LiveDot />
        <SchemeButton />
      </div>
    </Sheet>
  )
}
