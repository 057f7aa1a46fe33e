import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { invalidKey } from './refusals.ts'

export const KEY_HEADER = 'idempotency-key'

/** Printable ASCII, not blank at its ends. */
const KEY = /^(?=.{1,255}$)[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** A key of one caller. Neither the key nor the caller can be read from it. */
export interface CallerKey {
  hash: Buffer
  /** The same as text. */
  id: string
  /** The number of the advisory lock in PostgreSQL for this key. */
  lock: string
}

function sentKeys({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === KEY_HEADER).length
}

/**
 * The key that a request names.
 *
 * @param subject of the signed-in caller; null without sign-in.
 * @throws DomainError 400 for something else than 1 to 255 printable ASCII characters, and for two keys.
 */
export function readCallerKey(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>, subject: string | null) {
  const key = request.headers[KEY_HEADER]
  if (typeof key !== 'string' || !KEY.test(key) || sentKeys(request) > 1) throw invalidKey()
  return callerKey(key, subject)
}

function callerKey(key: string, subject: string | null): CallerKey {
  const hash = createHash('sha256')
    .update(JSON.stringify([subject, key]))
    .digest()
  return { hash, id: hash.toString('hex'), lock: hash.readBigInt64BE(0).toString() }
}
