import { LRUCache } from 'lru-cache'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { TokenRequestError } from '../oidc-client/token-request.ts'
import type { KnownTokens } from './known-tokens.ts'
import { RenewalQueue } from './renewal-queue.ts'
import { hashOfToken } from './token-hash.ts'

const MINUTE_MS = 60_000
/** Tokens and addresses that are stored. */
const CAPACITY = 10_000

/**
 * Limits requests to the identity provider with refresh tokens that it refuses. Unknown tokens of one address share a
 * limit; the tokens of sessions that the provider has confirmed to any instance are not limited.
 */
export class RefusalLimit {
  readonly #known: KnownTokens
  readonly #refused = new LRUCache<string, true>({ ...entriesUpTo(CAPACITY), ttl: MINUTE_MS })
  readonly #queues = new LRUCache<string, RenewalQueue>({ ...entriesUpTo(CAPACITY), ttl: MINUTE_MS })

  constructor(known: KnownTokens) {
    this.#known = known
  }

  /**
   * Calls `ask`, which sends a refresh token to the provider. An unknown token waits while many of its address are asked
   * about.
   *
   * @throws TokenRequestError, without a call for a token that was refused in the last minute; DomainError 429 for an
   * address with too many refused tokens; what `ask` throws.
   */
  async run<T>(refreshToken: string, address: string, ask: () => Promise<T>): Promise<T> {
    const tokenHash = hashOfToken(refreshToken)
    if (this.#refused.has(tokenHash)) throw new TokenRequestError('refused a moment ago', { refused: true })
    const isKnown = await this.#known.has(refreshToken)
    try {
      return isKnown ? await ask() : await this.#askInTurn(address, ask)
    } catch (error) {
      if (error instanceof TokenRequestError && error.refused) {
        this.#refused.set(tokenHash, true)
        if (isKnown) await this.#known.delete(refreshToken)
      }
      throw error
    }
  }

  async #askInTurn<T>(address: string, ask: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(address) ?? new RenewalQueue()
    if (!this.#queues.has(address)) this.#queues.set(address, queue)
    const { result, isFull } = await queue.run(ask)
    if (isFull) throw this.#tooManyRenewals(address)
    return result
  }

  #tooManyRenewals(address: string): DomainError {
    const retryAfterSeconds = Math.max(1, Math.ceil(this.#queues.getRemainingTTL(address) / 1000))
    return new DomainError(
      429,
      'TOO_MANY_RENEWALS',
      'Too many sessions of this address could not be renewed',
      'Wait a minute and try again',
      {},
      { retryAfterSeconds },
    )
  }
}
