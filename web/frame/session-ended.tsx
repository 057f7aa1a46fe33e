import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { serviceUrl } from '../api/client.ts'
import { ApiError } from '../api/errors.ts'
import { sessionQuery } from '../api/queries/session.ts'
import classes from './frame.module.css'

/** Says that the session has ended, and leads to a new one beside this page: what was typed here stays. */
export function SessionEnded() {
  const { data, error, refetch } = useQuery({ ...sessionQuery, refetchOnWindowFocus: 'always' })
  if (data === undefined || !(error instanceof ApiError) || error.status !== 401) return null
  const url = `${serviceUrl('/api/auth/login')}?redirect=${encodeURIComponent(serviceUrl('/'))}`
  return (
    <div className={classes.offline} role="alert">
      <IconLogin2 size={16} stroke={1.75} aria-hidden />
      <span>
        <b>Your session has ended.</b> What you have typed stays. Sign in beside this page, then come back.
      </span>
      <Button size="xs" component="a" href={url} target="_blank" onClick={() => setTimeout(() => void refetch(), 5000)}>
        Sign in
      </Button>
    </div>
  )
}
