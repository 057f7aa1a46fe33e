import { Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'

export const KITS_ACTIVE_COUNT = new Gauge({ name: 'kits_active_count', help: 'Kits that are active now' })

export const KITS_ARCHIVED_COUNT = new Gauge({ name: 'kits_archived_count', help: 'Kits that are archived now' })

/** Keeps the gauges of the kits by status equal to the database. */
export class KitCounts {
  readonly #db: Database
  #last: Promise<void> = Promise.resolve()

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Counts the kits and sets the gauges. One count begins after the other has been published, so that an older one
   * never replaces a newer one.
   */
  refresh(): Promise<void> {
    const publish = () => this.#publish()
    this.#last = this.#last.then(publish, publish)
    return this.#last
  }

  async #publish(): Promise<void> {
    const [counts] = await this.#db.query<{ active: number; archived: number }>(
      `select coalesce(sum(kits) filter (where status = 'active'), 0)::int as active,
              coalesce(sum(kits) filter (where status = 'archived'), 0)::int as archived
         from (select status, count(*) as kits from kits group by status) by_status`,
    )
    KITS_ACTIVE_COUNT.set(counts?.active ?? 0)
    KITS_ARCHIVED_COUNT.set(counts?.archived ?? 0)
  }
}
