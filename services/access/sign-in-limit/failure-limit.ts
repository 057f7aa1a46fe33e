import { LRUCache } from 'lru-cache'
import { Counter } from 'prom-client'
import { clientNetwork } from '../../../plugins/client-network.ts'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'

export const SIGN_IN_LIMITED_TOTAL = new Counter({
  name: 'sign_in_limited_total',
  help: 'Attempts to get in that were answered with 429 because of too many wrong ones before',
})

const MINUTE_MS = 60_000
/** Addresses whose failures are counted. */
const CAPACITY = 10_000

/** 429: too many wrong codes or tokens. It counts the refusal. */
export function tooManyFailures(retryAfterSeconds: number): DomainError {
  SIGN_IN_LIMITED_TOTAL.inc()
  return new DomainError(
    429,
    'TOO_MANY_ATTEMPTS',
    'Too many wrong codes or tokens',
    'Wait a minute and try again',
    {},
    { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)) },
  )
}

/** Counts failures of each address in a minute, in the memory of this process. */
export class FailureLimit {
  readonly #most: number
  readonly #failures = new LRUCache<string, { count: number }>({ ...entriesUpTo(CAPACITY), ttl: MINUTE_MS })

  /** @param most failures of one address in a minute. */
  constructor(most: number) {
    this.#most = most
  }

  /** @throws DomainError 429 when the address has had too many failures. */
  demandRoom(address: string): void {
    const network = clientNetwork(address)
    const { count } = this.#failures.get(network) ?? { count: 0 }
    if (count >= this.#most) throw tooManyFailures(this.#failures.getRemainingTTL(network) / 1000)
  }

  /** Leaves an address no room: it has had its failures elsewhere. */
  fill(address: string): void {
    const network = clientNetwork(address)
    const failures = this.#failures.get(network)
    if (failures) failures.count = Math.max(failures.count, this.#most)
    else this.#failures.set(network, { count: this.#most })
  }

  add(address: string): void {
    const network = clientNetwork(address)
    const failures = this.#failures.get(network)
    // The minute begins with the first failure: later ones do not prolong it.
    if (failures) failures.count++
    else this.#failures.set(network, { count: 1 })
  }
}
