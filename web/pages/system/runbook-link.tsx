import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Alarm } from '../../api/generated/runbooks.ts'
import classes from './system.module.css'

/** Leads to what is to be done about something, by the name of its alarm. */
export function RunbookLink({ alarm, children = 'What to do' }: { alarm: Alarm; children?: ReactNode }) {
  return (
    <Link to="/system/runbooks" hash={alarm.toLowerCase()} className={classes.runbook} title={`Runbook ${alarm}`}>
      {children}
    </Link>
  )
}
