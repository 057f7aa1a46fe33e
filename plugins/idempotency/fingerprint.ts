import { createHash } from 'node:crypto'

/** A request by what it asks for: equal requests have equal fingerprints. */
export interface Fingerprinted {
  method: string
  /** Path and query, as they were sent. */
  url: string
  /** The parsed body; of a form its fields, and the hashes of its files. */
  body: unknown
}

/** @returns a SHA-256. How a form is divided into parts, and how JSON is laid out, is not part of it. */
export function fingerprintOf({ method, url, body }: Fingerprinted): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest()
}
