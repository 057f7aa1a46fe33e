import { LRUCache } from 'lru-cache'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { TokenRequestError } from '../oidc-client/token-request.ts'
import { hashOfToken } from './token-hash.ts'

const MINUTE_MS = 60_000
/** Refused renewals of one address in a minute, including those in progress. */
const MAX_PER_ADDRESS = 20
/** Tokens and addresses that are stored. */
const CAPACITY = 10_000

function tooManyRenewals(): DomainError {
  return new DomainError(
    429,
    'TOO_MANY_RENEWALS',
    'Too many sessions of this address could not be renewed',
    'Wait a minute and try again',
  )
}

/** Limits requests to the identity provider with refresh tokens that it refuses. */
export class RefusalLimit {
  readonly #refused = new LRUCache<string, true>({ max: CAPACITY, ttl: MINUTE_MS })
  readonly #perAddress = new LRUCache<string, { count: number }>({ max: CAPACITY, ttl: MINUTE_MS })

  /**
   * Calls `ask`, which sends a refresh token to the provider.
   *
   * @throws TokenRequestError, without a call for a token that was refused in the last minute; DomainError 429 for an
   * address with too many refused tokens.
   */
  async run<T>(refreshToken: string, address: string, ask: () => Promise<T>): Promise<T> {
    const tokenHash = hashOfToken(refreshToken)
    if (this.#refused.has(tokenHash)) throw new TokenRequestError('refused a moment ago', { refused: true })
    const use = this.#useOf(address)
    if (use.count >= MAX_PER_ADDRESS) throw tooManyRenewals()
    use.count++
    try {
      const answer = await ask()
      use.count--
      return answer
    } catch (error) {
      if (error instanceof TokenRequestError && error.refused) this.#refused.set(tokenHash, true)
      else use.count--
      throw error
    }
  }

  #useOf(address: string): { count: number } {
    const known = this.#perAddress.get(address)
    if (known) return known
    const use = { count: 0 }
    this.#perAddress.set(address, use)
    return use
  }
}
