const HAS_SCHEME = /^https?:\/\//i

/**
 * What a text that somebody gave as an address links to: a page of the web, with the scheme that was left out.
 *
 * @returns undefined for anything else, which is shown as text.
 */
export function webAddress(text: string | null): string | undefined {
  if (text === null) return undefined
  const given = text.trim()
  const url = URL.parse(HAS_SCHEME.test(given) ? given : `https://${given}`)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  // A word is no host, as in `file:///etc`.
  return HAS_SCHEME.test(given) || url.hostname.includes('.') ? url.href : undefined
}
