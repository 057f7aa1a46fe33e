import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Identity } from '../auth/authenticator.ts'
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
 * Whose keys a request names. Access tokens have keys of their own: several programs may act for one subject, as all do
 * whose tokens were made on the command line.
 */
export function callerOf(identity: Identity | null): string | null {
  if (identity?.credential?.kind === 'token') return `token ${identity.credential.id}`
  return identity?.subject ?? null
}

/**
 * The key that a request names.
 *
 * @param caller as `callerOf` says; null without sign-in.
 * @throws DomainError 400 for something else than 1 to 255 printable ASCII characters, and for two keys.
 */
export function readCallerKey(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>, caller: string | null) {
  const key = request.headers[KEY_HEADER]
  if (typeof key !== 'string' || !KEY.test(key) || sentKeys(request) > 1) throw invalidKey()
  return callerKey(key, caller)
}

function callerKey(key: string, caller: string | null): CallerKey {
  const hash = createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest()
  return { hash, id: hash.toString('hex'), lock: hash.readBigInt64BE(0).toString() }
}
