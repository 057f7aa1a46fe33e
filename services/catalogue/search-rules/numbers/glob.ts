/** A number with `*` for any run of letters and digits, in upper case without separators; null when it is none. */
export function globOf(written: string): string | null {
  const glob = written
    .toUpperCase()
    .replaceAll(/[^A-Z0-9*]/g, '')
    .replaceAll(/\*+/g, '*')
  return glob.includes('*') && glob.replaceAll('*', '').length >= 3 ? glob : null
}

/** Whether a bare number is what a glob describes, from its beginning to its end. The time is linear in the worst case. */
export function matchesGlob(glob: string, bare: string): boolean {
  const [first = '', ...others] = glob.split('*')
  const last = others.pop() ?? ''
  if (!bare.startsWith(first) || bare.length < first.length + last.length || !bare.endsWith(last)) return false
  const end = bare.length - last.length
  let place = first.length
  for (const part of others) {
    const found = bare.indexOf(part, place)
    if (found < 0 || found + part.length > end) return false
    place = found + part.length
  }
  return true
}

/** The same as a pattern of SQL's `like`. */
export function likeOf(glob: string): string {
  return glob.replaceAll('*', '%')
}
