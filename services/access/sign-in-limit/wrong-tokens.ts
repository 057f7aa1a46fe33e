import { clientNetwork } from '../../../plugins/client-network.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { AccessLog } from '../access-log/access-log.ts'
import { FailureLimit, tooManyFailures } from './failure-limit.ts'
import { RECENT_FAILURES } from './statements.ts'

/** Wrong tokens of one address in a minute. */
const MOST_OF_ADDRESS = 20
/** Wrong tokens of all addresses that are noted in a minute: guessing must not fill the log. */
const MOST_NOTED = 100
const MINUTE_SECONDS = 60
const KIND = 'token'

/**
 * Limits wrong access tokens by their address. Those of all replicas stand in the log of access, and what one replica has
 * seen itself spares the database the rest.
 */
export class WrongTokens {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #seen = new FailureLimit(MOST_OF_ADDRESS)

  constructor(db: Database, log: AccessLog) {
    this.#db = db
    this.#log = log
  }

  /** @throws DomainError 429 when the address has had too many wrong tokens. */
  demandRoom(address: string): void {
    this.#seen.demandRoom(address)
  }

  /** Notes a wrong token. @throws DomainError 429 when the address has had too many of them at all replicas together. */
  async add(address: string): Promise<void> {
    this.#seen.add(address)
    const network = clientNetwork(address)
    const [recent] = await this.#db.query(RECENT_FAILURES, [network, KIND])
    if (recent !== undefined && recent.of_network >= MOST_OF_ADDRESS) {
      this.#seen.fill(address)
      throw tooManyFailures(MINUTE_SECONDS)
    }
    if (recent !== undefined && recent.of_all >= MOST_NOTED) return
    await this.#log.add('code_refused', { subject: null, address }, { detail: KIND, network })
  }
}
