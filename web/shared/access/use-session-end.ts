import { useQuery } from '@tanstack/react-query'
import { serviceUrl } from '../../api/client.ts'
import { ApiError } from '../../api/errors.ts'
import { sessionQuery } from '../../api/queries/session.ts'

const LOOK_AGAIN_MS = 5000

function hasEnded(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

/** Where a new session is begun when the one that was there has ended; null while there is one. */
export function useSessionEnd(): string | null {
  const { data, error } = useQuery({
    ...sessionQuery,
    refetchOnWindowFocus: 'always',
    // Somebody signs in beside this page, in a window that may not cover it.
    refetchInterval: ({ state }) => hasEnded(state.error) && state.data !== undefined && LOOK_AGAIN_MS,
  })
  if (data === undefined || !hasEnded(error)) return null
  return `${serviceUrl('/api/auth/login')}?redirect=${encodeURIComponent(serviceUrl('/'))}`
}
