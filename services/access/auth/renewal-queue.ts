import pLimit from 'p-limit'
import { providerUnavailable } from '../../../plugins/auth/auth-errors.ts'
import { TokenRequestError } from '../oidc-client/token-request.ts'

/** Refused tokens after which a queue asks no more. */
const MAX_REFUSED = 20
/** Requests to the provider that a queue has in progress. */
const AT_A_TIME = 10
/** Requests that may wait. */
const MAX_WAITING = 500
/** Milliseconds that a request may wait for its turn: three rounds of a provider that answers at its time limit. */
const WAIT_MS = 30_000

/** What came of a request: its result, or nothing because the queue takes no more. */
export type QueueAnswer<T> = { isFull: false; result: T } | { isFull: true; result?: never }

/** The requests with unknown refresh tokens of one address. Only tokens that the provider refuses use up its limit. */
export class RenewalQueue {
  readonly #limit = pLimit(AT_A_TIME)
  #refused = 0

  /** @throws DomainError 503 after too long a wait; what `ask` throws. */
  async run<T>(ask: () => Promise<T>): Promise<QueueAnswer<T>> {
    if (this.#isUsedUp || this.#limit.pendingCount >= MAX_WAITING) return { isFull: true }
    const latest = performance.now() + WAIT_MS
    return this.#limit(async () => {
      if (this.#isUsedUp) return { isFull: true }
      if (performance.now() > latest) throw providerUnavailable()
      try {
        return { isFull: false, result: await ask() }
      } catch (error) {
        if (error instanceof TokenRequestError && error.refused) this.#countRefusal()
        throw error
      }
    })
  }

  get #isUsedUp(): boolean {
    return this.#refused >= MAX_REFUSED
  }

  /** Fewer requests run at a time towards the end, so that those in progress cannot exceed the limit either. */
  #countRefusal(): void {
    this.#refused++
    this.#limit.concurrency = Math.max(1, Math.min(AT_A_TIME, MAX_REFUSED - this.#refused))
  }
}
