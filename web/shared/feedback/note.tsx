import { IconAlertTriangle, IconExclamationCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './feedback.module.css'

interface NoteProps {
  tone?: 'bad' | 'warn' | 'quiet'
  children: ReactNode
  /** A button at its end. */
  action?: ReactNode
}

/** A message beside what it is about. */
export function Note({ tone = 'bad', children, action }: NoteProps) {
  return (
    <div className={classes.note} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {tone === 'bad' && <IconExclamationCircle size={16} stroke={1.75} aria-hidden />}
      {tone === 'warn' && <IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
      <div className={classes.noteText}>{children}</div>
      {action}
    </div>
  )
}
