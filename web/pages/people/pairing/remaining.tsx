import { useInterval } from '@mantine/hooks'
import { useState } from 'react'
import { duration } from '../../../shared/text/times.ts'

const SECOND_MS = 1000

/** How long a code is still good for. */
export function Remaining({ until }: { until: string }) {
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), SECOND_MS, { autoInvoke: true })
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / SECOND_MS))
  const minutes = Math.ceil(seconds / 60)
  // Clocks of browsers differ: a code that seems too old may be good.
  if (seconds === 0) return <>about to end</>
  return <>good for {seconds >= 60 ? `${minutes}\u202fmin` : duration(seconds)}</>
}
