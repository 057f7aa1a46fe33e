/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * Reads a Range header (RFC 9110, 14.2).
 *
 * @param size of the content in bytes.
 * @returns null for a header that asks for the whole or for what is not supported, such as several ranges; then the whole
 *   is the answer. `unsatisfiable` when the content has no such bytes.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  if (!match) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return first > last ? 'unsatisfiable' : { first, last }
}
