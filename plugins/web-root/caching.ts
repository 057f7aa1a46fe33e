/** A year, the longest that RFC 9111 caches are expected to keep something. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Cached, but revalidated each time: the answer is 304 while the file is the same. */
const REVALIDATE = 'no-cache'

/** Files that decide which release a browser runs. */
const NEVER_KEPT = /(?:^|\/)(?:version\.json|[^/]+\.html)$/

/** The part of a file name that build tools fill with a hash of the content: `index-BJt3pxYz.js`, `main.3f2a1b9c.css.map`. */
const HASH = /[.-]([\w-]{8}|[\da-f]{16,64})\.\w+(?:\.map)?$/

function looksRandom(text: string): boolean {
  return (/\d/.test(text) && /[a-z]/i.test(text)) || (/[a-z]/.test(text) && /[A-Z]/.test(text))
}

/** The `Cache-Control` of a file of the front end, by its path. */
export function cacheControl(path: string): string {
  if (NEVER_KEPT.test(path)) return 'no-store'
  const hash = HASH.exec(path)?.[1]
  return hash !== undefined && looksRandom(hash) ? IMMUTABLE : REVALIDATE
}
