const NAME = 'reloaded-at'
const AGAIN_MS = 30_000

/** Loads the page anew when a file of it is gone: the service has newer pages since. At most once in a while. */
export function reloadWhenReplaced(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(NAME)) < AGAIN_MS) return
    event.preventDefault()
    sessionStorage.setItem(NAME, String(Date.now()))
    location.reload()
  })
}
