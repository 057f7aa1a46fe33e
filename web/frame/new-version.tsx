import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { onLiveMessage } from '../api/live/live.ts'
import classes from './message-bar.module.css'

function versionOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('version' in payload)) return null
  return typeof payload.version === 'string' && payload.version !== 'unknown' ? payload.version : null
}

/** Offers to load the pages anew once the service has newer ones. */
export function NewVersion() {
  const [versions, setVersions] = useState<readonly string[]>([])
  useEffect(
    () =>
      onLiveMessage(({ type, payload }) => {
        const version = type === 'version' ? versionOf(payload) : null
        if (version !== null) setVersions((seen) => (seen.includes(version) ? seen : [...seen, version]))
      }),
    [],
  )
  if (versions.length < 2) return null
  return (
    <div className={classes.news} role="status">
      <IconRefresh size={16} stroke={1.75} aria-hidden />
      <span>
        <b>There is a newer version of these pages.</b>
      </span>
      <Button size="xs" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  )
}
