import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useSessionEnd } from '../shared/access/use-session-end.ts'
import { leaveOpen } from './leave-open.ts'
import classes from './message-bar.module.css'

/** Says that the session has ended, and leads to a new one beside this page: what was typed here stays. */
export function SessionEnded() {
  const url = useSessionEnd()
  if (url === null) return null
  return (
    <div ref={leaveOpen} className={classes.trouble} role="alert">
      <IconLogin2 size={16} stroke={1.75} aria-hidden />
      <span>
        <b>Your session has ended.</b> What you have typed stays. Sign in beside this page, then come back.
      </span>
      <Button size="xs" component="a" href={url} target="_blank">
        Sign in
      </Button>
    </div>
  )
}
