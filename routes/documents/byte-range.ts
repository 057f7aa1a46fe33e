import { parse } from 'range-parser'

/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

/** The parser's result when no range of the header lies within the content. */
const UNSATISFIABLE = 2

/**
 * Reads a Range header (RFC 9110, 14.2).
 *
 * @param size of the content in bytes.
 * @returns null for a header that asks for the whole content, or for what is not supported, such as several ranges; then
 *   the whole content is sent. `unsatisfiable` when the content has no such bytes.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  if (header === undefined) return null
  const { code, type, ranges } = parse(size, header.trim())
  if (type !== 'bytes') return null
  if (code === UNSATISFIABLE) return 'unsatisfiable'
  const [range, another] = ranges
  if (code !== 0 || range === undefined || another !== undefined) return null
  return { first: range.start, last: range.end }
}
