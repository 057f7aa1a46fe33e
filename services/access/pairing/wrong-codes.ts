import pLimit from 'p-limit'
import { clientNetwork } from '../../../plugins/client-network.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { AccessLog } from '../access-log/access-log.ts'
import { secretHash } from '../secret-hash.ts'
import { FailureLimit, tooManyFailures } from '../sign-in-limit/failure-limit.ts'
import { RECENT_FAILURES } from '../sign-in-limit/statements.ts'
import type { SentCode } from './codes.ts'
import { countPairing } from './metrics.ts'
import { COUNT_WRONG_CODE, OPEN_CODE } from './statements.ts'

/** Wrong codes of one kind in a minute: of one address, and in all. */
const MOST_OF_ADDRESS = 5
const MOST_OF_ALL = 50
/** Wrong codes after which a typed code that is open ends. */
const MOST_FOR_TYPED = 10
/** Attempts that may wait for their turn. */
const MOST_WAITING = 50
const MINUTE_SECONDS = 60

/** What one replica has seen of one kind of codes. */
class SeenCodes {
  readonly inTurn = pLimit(1)
  readonly ofAddress = new FailureLimit(MOST_OF_ADDRESS)
  readonly ofAll: FailureLimit | null

  constructor(ofAll: FailureLimit | null) {
    this.ofAll = ofAll
  }

  demandRoom(address: string): void {
    this.ofAll?.demandRoom('')
    this.ofAddress.demandRoom(address)
  }

  add(address: string): void {
    this.ofAddress.add(address)
    this.ofAll?.add('')
  }
}

/**
 * Limits how many codes can be tried. The wrong ones of all replicas stand in the log of access, and attempts are looked
 * at one after another, so that many at once are not more than the limit. What one replica has seen itself spares the
 * database the rest.
 *
 * Each kind has limits of its own. Links, those of the terminal included, cannot be guessed: a right one is taken whatever
 * was sent before, by the same address or another one. Otherwise one machine could keep everybody out.
 */
export class WrongCodes {
  readonly #db: Database
  readonly #log: AccessLog
  readonly #seen: Readonly<Record<SentCode['kind'], SeenCodes>> = {
    link: new SeenCodes(null),
    typed: new SeenCodes(new FailureLimit(MOST_OF_ALL)),
  }

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
    const seen = this.#seen[sent.kind]
    const isRight = await this.#isOpenLink(sent)
    try {
      if (isRight) return await this.#run(sent, address, attempt)
      seen.demandRoom(address)
      if (seen.inTurn.pendingCount >= MOST_WAITING) throw tooManyFailures(MINUTE_SECONDS)
      return await seen.inTurn(() => {
        seen.demandRoom(address)
        return this.#run(sent, address, attempt)
      })
    } catch (error) {
      if (isLimit(error)) countPairing(sent.kind, 'limited')
      throw error
    }
  }

  async #isOpenLink({ kind, code }: SentCode): Promise<boolean> {
    return kind === 'link' && (await this.#db.query(OPEN_CODE, [secretHash(code)])).length > 0
  }

  /** @param recent wrong codes of all replicas. */
  #demandRoomEverywhere(seen: SeenCodes, recent: RowOf<typeof RECENT_FAILURES>, address: string): void {
    const tooManyOfAddress = recent.of_network >= MOST_OF_ADDRESS
    const tooManyOfAll = seen.ofAll !== null && recent.of_all >= MOST_OF_ALL
    if (!tooManyOfAddress && !tooManyOfAll) return
    // The next ones of the same kind are refused without the database.
    if (tooManyOfAddress) seen.ofAddress.add(address)
    if (tooManyOfAll) seen.ofAll?.add('')
    throw tooManyFailures(MINUTE_SECONDS)
  }

  async #run<T>(sent: SentCode, address: string, attempt: () => Promise<T | null>): Promise<T | null> {
    const network = clientNetwork(address)
    const seen = this.#seen[sent.kind]
    const result = await this.#db.transaction(async (unit) => {
      const found = await attempt()
      // In the same transaction, and in this order for every code, so that no answer is faster than another.
      const [recent] = await unit.query(RECENT_FAILURES, [network, sent.kind])
      const isRightLink = sent.kind === 'link' && found !== null
      if (recent && !isRightLink) this.#demandRoomEverywhere(seen, recent, address)
      if (found !== null) return found
      // Wrong links of many addresses are not refused, and do not fill the log.
      if ((recent?.of_all ?? 0) < MOST_OF_ALL) {
        await this.#log.add('code_refused', { subject: null, address }, { detail: sent.kind, network })
      }
      if (sent.kind === 'typed') await unit.query(COUNT_WRONG_CODE, [MOST_FOR_TYPED])
      return null
    })
    if (result === null) {
      seen.add(address)
      countPairing(sent.kind, 'wrong')
    }
    return result
  }
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 429
}
