import { useSyncExternalStore } from 'react'
import { isLive, watchLiveState } from '../api/live/live.ts'
import classes from './live-dot.module.css'

/** Whether the page hears of changes. */
export function LiveDot() {
  const live = useSyncExternalStore(watchLiveState, isLive)
  return (
    <span className={classes.live} data-live={live || undefined} role="status" title={live ? 'Live' : 'Offline'}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.label}>{live ? 'Live' : 'Offline'}</span>
    </span>
  )
}
