/** What stands behind the `#` of a link to this page. It may be the link of another address of the service. */
export function codeOfScan(text: string): string | null {
  const url = URL.parse(text.trim())
  if (url === null || !url.pathname.endsWith('/pair') || url.hash.length < 2) return null
  return codeOfHash(url.hash)
}

/** The code in the fragment of an address; empty where there is none. */
export function codeOfHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return hash.slice(1)
  }
}
