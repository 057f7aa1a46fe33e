import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { isLive, watchLiveState } from '../api/live/live.ts'
import { clock } from '../shared/text/times.ts'
import classes from './frame.module.css'

const CHECK = 'health/healthz'

/** Says that the server does not answer, and what one sees meanwhile. */
export function OfflineBar() {
  const live = useSyncExternalStore(watchLiveState, isLive)
  const queries = useQueryClient()
  const waiting = useIsMutating()
  const [since, setSince] = useState<Date | null>(null)
  if (live && since !== null) setSince(null)
  if (!live && since === null) setSince(new Date())
  if (live) return null
  const tryNow = () => void fetch(CHECK).then(() => queries.invalidateQueries())
  return (
    <div className={classes.offline} role="alert">
      <IconCloudOff size={16} stroke={1.75} aria-hidden />
      <span>
        <b>The server does not answer.</b> You see what was loaded at {clock(since ?? new Date())}.
        {waiting > 0 && ' One change waits and is sent as soon as it is back.'}
      </span>
      <Button size="xs" onClick={tryNow}>
        Try now
      </Button>
    </div>
  )
}
