import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'

/** A token whose signature and claims have been verified. */
export interface VerifiedToken {
  identity: Identity
  /** Times of the token in seconds since 1970. */
  expiresAt: number
  validFrom: number
  /** Version of the signing keys that it was verified with. */
  keysVersion: number
}

const CAPACITY = 5000

/**
 * Remembers verified tokens by their hash, so that the signature of a token is verified once and not with each request.
 * It holds only tokens that were valid, so that nobody can fill it with others.
 */
export class VerifiedTokens {
  readonly #byHash = new LRUCache<string, VerifiedToken>({ ...entriesUpTo(CAPACITY) })

  /** The key under which a token is stored; the token itself is not. */
  keyOf(token: string): string {
    return hash('sha256', token, 'base64')
  }

  /** @param keysVersion a token that was verified with other keys is removed: its key may have been withdrawn. */
  get(key: string, keysVersion: number): VerifiedToken | undefined {
    const verified = this.#byHash.get(key)
    if (verified === undefined || verified.keysVersion === keysVersion) return verified
    this.#byHash.delete(key)
    return undefined
  }

  add(key: string, verified: VerifiedToken): void {
    this.#byHash.set(key, verified)
  }

  delete(key: string): void {
    this.#byHash.delete(key)
  }
}
