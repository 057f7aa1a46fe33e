import { useQuery } from '@tanstack/react-query'
import { authModeQuery } from '../../api/queries/session.ts'
import { Note } from '../feedback/note.tsx'

/** Warns where people sign in over a connection that others can read. A browser on the machine itself needs no HTTPS. */
export function NoHttps() {
  const { data } = useQuery(authModeQuery)
  if (data === undefined || data.mode === 'open' || data.secure || window.isSecureContext) return null
  return (
    <Note tone="warn">
      <b>This page has no HTTPS.</b> Others in this network can read along, and phones open no camera here.
    </Note>
  )
}
