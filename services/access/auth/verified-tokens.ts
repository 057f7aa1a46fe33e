import { hash } from 'node:crypto'
import type { Identity } from '../../../plugins/auth/authenticator.ts'

/** What is known of a token whose signature and claims have been verified. */
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
 * Only tokens that were valid get in, so that nobody can fill it with others; the oldest leave first.
 */
export class VerifiedTokens {
  readonly #byHash = new Map<string, VerifiedToken>()

  /** The name under which a token is kept; the token itself is not. */
  keyOf(token: string): string {
    return hash('sha256', token, 'base64')
  }

  /** @param keysVersion what was verified with other keys is forgotten: its key may have been withdrawn. */
  get(key: string, keysVersion: number): VerifiedToken | undefined {
    const verified = this.#byHash.get(key)
    if (verified === undefined || verified.keysVersion === keysVersion) return verified
    this.#byHash.delete(key)
    return undefined
  }

  add(key: string, verified: VerifiedToken): void {
    if (this.#byHash.size >= CAPACITY) {
      const [oldest] = this.#byHash.keys()
      if (oldest !== undefined) this.#byHash.delete(oldest)
    }
    this.#byHash.set(key, verified)
  }

  delete(key: string): void {
    this.#byHash.delete(key)
  }
}
