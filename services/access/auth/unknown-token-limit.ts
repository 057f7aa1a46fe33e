import { LRUCache } from 'lru-cache'
import { clientNetwork } from '../../../plugins/client-network.ts'
import { entriesUpTo } from '../../../plugins/entries-up-to.ts'

const MINUTE_MS = 60_000
/** Tokens of one address in a minute: more sessions than one person ends. */
const MOST = 20
const CAPACITY = 10_000

/** Limits of how many refresh tokens that nobody knows the provider is told when they are signed out. */
export class UnknownTokenLimit {
  readonly #asked = new LRUCache<string, { count: number }>({ ...entriesUpTo(CAPACITY), ttl: MINUTE_MS })

  /** Whether the provider may be told of one more token of this address. It is counted. */
  mayAsk(address: string): boolean {
    const network = clientNetwork(address)
    const asked = this.#asked.get(network)
    // The minute begins with the first token: later ones do not prolong it.
    if (asked === undefined) this.#asked.set(network, { count: 1 })
    else if (asked.count >= MOST) return false
    else asked.count++
    return true
  }
}
