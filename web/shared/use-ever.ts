import { useState } from 'react'

/** Whether something has been so once: what opens then stays, and can close as it opened. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now)
  if (now && !ever) setEver(true)
  return ever
}
