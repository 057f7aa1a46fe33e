import { useQuery } from '@tanstack/react-query'
import { authModeQuery, sessionQuery } from '../../api/queries/session.ts'

/** Who is signed in here, and whether by a paired device; null where nobody signs in. */
export function useOwnName(): { name: string; isPaired: boolean } | null {
  const { data: session } = useQuery(sessionQuery)
  const { data: mode } = useQuery(authModeQuery)
  if (session === undefined || mode === undefined || mode.mode === 'open') return null
  return { name: session.name ?? session.email ?? session.subject, isPaired: mode.mode === 'own' }
}
