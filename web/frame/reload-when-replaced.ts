import { isServiceAway } from './service-away.ts'

const NAME = 'reloaded-at'
const AGAIN_MS = 30_000

/**
 * Loads the page anew when a file of it is gone: the service has newer pages since. At most once in a while, and not
 * while the service does not answer: the page that is shown is better than none.
 */
export function reloadWhenReplaced(): void {
  addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || isServiceAway()) return
    if (Date.now() - Number(sessionStorage.getItem(NAME)) < AGAIN_MS) return
    event.preventDefault()
    sessionStorage.setItem(NAME, String(Date.now()))
    location.reload()
  })
}
