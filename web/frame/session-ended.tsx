import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { serviceUrl } from '../api/client.ts'
import { ApiError } from '../api/errors.ts'
import { sessionQuery } from '../api/queries/session.ts'
import classes from './message-bar.module.css'

const LOOK_AGAIN_MS = 5000

function hasEnded(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

/** Says that the session has ended, and leads to a new one beside this page: what was typed here stays. */
export function SessionEnded() {
  const { data, error } = useQuery({
    ...sessionQuery,
    refetchOnWindowFocus: 'always',
    // Somebody signs in beside this page, in a window that may not cover it.
    refetchInterval: ({ state }) => hasEnded(state.error) && state.data !== undefined && LOOK_AGAIN_MS,
  })
  if (data === undefined || !hasEnded(error)) return null
  const url = `${serviceUrl('/api/auth/login')}?redirect=${encodeURIComponent(serviceUrl('/'))}`
  return (
    <div className={classes.trouble} role="alert">
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
