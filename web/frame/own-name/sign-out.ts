import { BASE_PATH, serviceUrl } from '../../api/client.ts'

/** Ends the session here, and shows the way in. The whole page is left: nothing that was read stays in its memory. */
export function signOut(): void {
  location.assign(`${serviceUrl('/api/auth/logout')}?redirect=${encodeURIComponent(BASE_PATH)}`)
}
