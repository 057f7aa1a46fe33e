import { isLive } from '../api/live/live.ts'
import { queryClient } from '../api/query-client.ts'

/** The query that asks whether the service answers at all, while there is no stream. */
export const SIGN_OF_LIFE = ['sign-of-life'] as const

/** Whether it is known that the service does not answer. */
export function isServiceAway(): boolean {
  return !isLive() && queryClient.getQueryState(SIGN_OF_LIFE)?.status === 'error'
}
