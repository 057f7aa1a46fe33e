import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { serviceUrl } from '../api/client.ts'
import { isLive, watchLiveState } from '../api/live/live.ts'
import { clock } from '../shared/text/times.ts'
import { leaveOpen } from './leave-open.ts'
import classes from './message-bar.module.css'
import { SIGN_OF_LIFE } from './service-away.ts'

const AGAIN_MS = 5000
/** What answers as soon as the server is there, whoever asks. */
const ALWAYS_THERE = '/version.json'

/** Whether the server answers nothing at all, and since when. Without a stream alone the pages work, only not live. */
function useOffline() {
  const live = useSyncExternalStore(watchLiveState, isLive)
  const [since, setSince] = useState<Date | null>(null)
  const { isError, refetch } = useQuery({
    queryKey: SIGN_OF_LIFE,
    queryFn: async () => (await fetch(serviceUrl(ALWAYS_THERE), { cache: 'no-store' })).status,
    enabled: !live,
    refetchInterval: AGAIN_MS,
    retry: false,
  })
  const offline = !live && isError
  if (offline && since === null) setSince(new Date())
  if (!offline && since !== null) setSince(null)
  return { offline, since: since ?? new Date(), refetch }
}

/** Says that the server does not answer, and what one sees meanwhile. */
export function OfflineBar() {
  const queries = useQueryClient()
  const { offline, since, refetch } = useOffline()
  const waiting = useIsMutating()
  if (!offline) return null
  const tryNow = async () => {
    const { isSuccess } = await refetch()
    if (isSuccess) await queries.invalidateQueries()
  }
  return (
    <div ref={leaveOpen} className={classes.trouble} role="alert">
      <IconCloudOff size={16} stroke={1.75} aria-hidden />
      <span>
        <b>The server does not answer.</b> You see what was loaded at {clock(since)}.
        {waiting === 1 && ' One change waits and is sent as soon as it is back.'}
        {waiting > 1 && ` ${waiting} changes wait and are sent as soon as it is back.`}
      </span>
      <Button size="xs" onClick={() => void tryNow()}>
        Try now
      </Button>
    </div>
  )
}
