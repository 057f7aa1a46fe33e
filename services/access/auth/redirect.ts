const MAX_LENGTH = 2048

function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

function isWithin(redirect: string, baseurl: string): boolean {
  if (redirect.length > MAX_LENGTH || hasControlCharacters(redirect) || redirect.includes('\\')) return false
  if (redirect !== redirect.trim()) return false
  if (redirect.startsWith('/')) return !redirect.startsWith('//')
  if (!/^https?:\/\/[^/]/i.test(redirect)) return false
  const target = URL.parse(redirect, baseurl)
  return (
    target !== null && target.origin === new URL(baseurl).origin && target.username === '' && target.password === ''
  )
}

/**
 * Checks the target of a redirect after signing in or out: it is a path of the application that starts with a single
 * slash, or an address of the application's own origin. Browsers read a backslash as a slash and drop control
 * characters, so neither is allowed.
 *
 * @param baseurl public origin of the application.
 * @returns the address, encoded for a `Location` header; null when it is of another origin.
 */
export function safeRedirect(redirect: string, baseurl: string): string | null {
  if (!isWithin(redirect, baseurl)) return null
  return redirect.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent)
}
