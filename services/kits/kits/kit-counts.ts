import { Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import { COUNT_KITS } from './statements.ts'

export const KITS_ACTIVE_COUNT = new Gauge({ name: 'kits_active_count', help: 'Kits that are active now' })

export const KITS_ARCHIVED_COUNT = new Gauge({ name: 'kits_archived_count', help: 'Kits that are archived now' })

/** Keeps the gauges of the kits by status equal to the database. */
export class KitCounts {
  readonly #db: Database
  /** The count that runs, or the last one that has run. It never rejects. */
  #last: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Counts the kits and sets the gauges. A count begins after the one before has been published, so that an older one
   * never replaces a newer one. Calls that come while a count waits to begin share that count.
   */
  refresh(): Promise<void> {
    if (this.#next === undefined) {
      this.#next = this.#last.then(() => {
        this.#next = undefined
        return this.#publish()
      })
      this.#last = this.#next.catch(() => {})
    }
    return this.#next
  }

  /** Resolves once no count runs. */
  async settled(): Promise<void> {
    await this.#last
  }

  async #publish(): Promise<void> {
    const [counts] = await this.#db.query(COUNT_KITS)
    KITS_ACTIVE_COUNT.set(counts?.active ?? 0)
    KITS_ARCHIVED_COUNT.set(counts?.archived ?? 0)
  }
}
