import pLimit from 'p-limit'
import { clientNetwork } from '../../../plugins/client-network.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { AccessLog } from '../access-log/access-log.ts'
import { FailureLimit, tooManyFailures } from '../sign-in-limit/failure-limit.ts'
import type { SentCode } from './codes.ts'
import { countPairing } from './metrics.ts'
import { COUNT_WRONG_CODE, RECENT_WRONG_CODES } from './statements.ts'

/** Wrong codes in a minute: of one address, and in all. */
const MOST_OF_ADDRESS = 5
const MOST_OF_ALL = 50
/** Wrong codes after which a typed code that is open is cancelled. */
const MOST_FOR_TYPED = 10
/** Attempts that may wait for their turn. */
const MOST_WAITING = 50
const MINUTE_SECONDS = 60

/**
 * Limits how many codes can be tried. The wrong ones of all replicas stand in the log of access, and attempts are looked
 * at one after another, so that many at once are not more than the limit. What one replica has seen itself spares the
 * database the rest.
 */
export class WrongCodes {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #inTurn = pLimit(1)
  readonly #ofAddress = new FailureLimit(MOST_OF_ADDRESS)
  readonly #ofAll = new FailureLimit(MOST_OF_ALL)

  constructor(db: Database, log: AccessLog) {
    this.#db = db
    this.#log = log
  }

  /**
   * Runs one attempt when it is its turn.
   *
   * @param attempt what is tried, in a transaction that it has locked for all replicas; null for a wrong code.
   * @returns null for a wrong code, which is noted.
   * @throws DomainError 429 when too many were wrong.
   */
  async run<T>(sent: SentCode, address: string, attempt: () => Promise<T | null>): Promise<T | null> {
    try {
      this.#demandRoom(address)
      if (this.#inTurn.pendingCount >= MOST_WAITING) throw tooManyFailures(MINUTE_SECONDS)
      return await this.#inTurn(() => {
        this.#demandRoom(address)
        return this.#run(sent, address, attempt)
      })
    } catch (error) {
      if (isLimit(error)) countPairing(sent.kind, 'limited')
      throw error
    }
  }

  #demandRoom(address: string): void {
    this.#ofAll.demandRoom('')
    this.#ofAddress.demandRoom(address)
  }

  /** @param recent wrong codes of all replicas. */
  #demandRoomEverywhere(recent: RowOf<typeof RECENT_WRONG_CODES>, address: string): void {
    const [tooManyOfAddress, tooManyOfAll] = [recent.of_address >= MOST_OF_ADDRESS, recent.of_all >= MOST_OF_ALL]
    if (!tooManyOfAddress && !tooManyOfAll) return
    // The next ones of the same kind are refused without the database.
    if (tooManyOfAddress) this.#ofAddress.add(address)
    if (tooManyOfAll) this.#ofAll.add('')
    throw tooManyFailures(MINUTE_SECONDS)
  }

  async #run<T>(sent: SentCode, address: string, attempt: () => Promise<T | null>): Promise<T | null> {
    const network = clientNetwork(address)
    const result = await this.#db.transaction(async (unit) => {
      const found = await attempt()
      // In the same transaction, and in this order for every code, so that no answer is faster than another.
      const [recent] = await unit.query(RECENT_WRONG_CODES, [network])
      if (recent) this.#demandRoomEverywhere(recent, address)
      if (found !== null) return found
      await this.#log.add('code_refused', { subject: null, address: network }, { detail: sent.kind })
      if (sent.kind === 'typed') await unit.query(COUNT_WRONG_CODE, [MOST_FOR_TYPED])
      return null
    })
    if (result === null) {
      this.#ofAddress.add(address)
      this.#ofAll.add('')
      countPairing(sent.kind, 'wrong')
    }
    return result
  }
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 429
}
