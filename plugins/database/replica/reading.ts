import { NotBegunError } from '../attempts.ts'
import { findDatabaseError, isRetryable } from '../database-error.ts'
import type { Lease } from '../lease.ts'
import { isDatabaseUnavailable, isUnreachable } from '../unavailable.ts'
import { DB_REPLICA_READS_TOTAL, type ReadReason } from './metrics.ts'
import type { Replica } from './replica.ts'

const QUERY_CANCELED = '57014'
/** What the machine of the replica, or its files, may have and the primary need not. */
const OF_THE_MACHINE = /^(?:58|XX)/

/**
 * The reads of one request that the replica may answer. All of them see at least what was committed when the first one
 * began. The first that it cannot answer goes to the primary, and so do all that follow: none sees less than one before.
 */
export class Reading {
  readonly #replica: Replica
  #position: Promise<number> | undefined
  #left: ReadReason | null = null

  constructor(replica: Replica) {
    this.#replica = replica
  }

  /**
   * Runs a read on the replica.
   *
   * @param isRead false for what changes something.
   * @param read may be run again on the primary.
   * @returns null when the primary has to do it.
   */
  async run<T>(isRead: boolean, read: (lease: Lease) => Promise<T>): Promise<{ value: T } | null> {
    if (!isRead) {
      this.#leave('after_change')
      return null
    }
    const found = await this.#tryOn(read)
    if (found === null) DB_REPLICA_READS_TOTAL.inc({ server: 'primary', reason: this.#left ?? 'no_connection' })
    else DB_REPLICA_READS_TOTAL.inc({ server: 'replica', reason: 'caught_up' })
    return found
  }

  /** Has all further reads go to the primary. */
  #leave(reason: ReadReason): void {
    this.#left ??= reason
  }

  async #tryOn<T>(read: (lease: Lease) => Promise<T>): Promise<{ value: T } | null> {
    const lease = await this.#lease()
    if (lease === null) return null
    try {
      return { value: await read(lease) }
    } catch (error) {
      if (!mayWorkElsewhere(error)) throw error
      this.#leave('failed')
      return null
    } finally {
      lease.giveBack()
    }
  }

  async #lease(): Promise<Lease | null> {
    const { watch, pool, committed } = this.#replica
    if (this.#left !== null) return null
    const { state } = watch
    if (state !== 'usable') {
      this.#leave(state)
      return null
    }
    try {
      this.#position ??= committed()
      const lease = await pool.lend(await this.#position)
      if (lease !== null) return lease
      watch.noteBehind()
      this.#leave('behind')
    } catch {
      this.#leave('no_connection')
    }
    return null
  }
}

/**
 * Whether what failed on the replica says nothing about the primary. A statement that took too long would there as well. An
 * error of others with such a cause is theirs: what an export has sent cannot be sent again.
 */
function mayWorkElsewhere(error: unknown): boolean {
  if (error instanceof NotBegunError || isUnreachable(error)) return true
  const code = findDatabaseError(error)?.code
  if (code === undefined || code === QUERY_CANCELED) return false
  return isDatabaseUnavailable(error) || isRetryable(error) || OF_THE_MACHINE.test(code)
}
