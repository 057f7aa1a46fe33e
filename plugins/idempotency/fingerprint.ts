import { createHash } from 'node:crypto'

/** A request by what it asks for: equal requests have equal fingerprints. */
export interface Fingerprinted {
  method: string
  /** Path and query, as they were sent. */
  url: string
  /** The parsed body; of a form its fields, and the hashes of its files. */
  body: unknown
}

/** JSON with the properties of each object in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  // A list, since an object would have names that are numbers before the others, and could not have `__proto__`.
  return {
    entries: Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => [name, canonical(of)]),
  }
}

/**
 * @returns a SHA-256. How a form is divided into parts, how JSON is laid out, and in which order its properties stand,
 *   is not part of it.
 */
export function fingerprintOf({ method, url, body }: Fingerprinted): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, canonical(body ?? null)]))
    .digest()
}
