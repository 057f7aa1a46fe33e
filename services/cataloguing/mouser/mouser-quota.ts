import { Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { REQUESTS_SENT, TAKE_REQUEST } from './statements.ts'

export const MOUSER_API_QUOTA_REMAINING = new Gauge({
  name: 'mouser_api_quota_remaining',
  help: 'Supplier calls left in the current window',
  labelNames: ['window'] as const,
})

export interface QuotaLimits {
  perMinute: number
  perDay: number
}

/** The quota is used up. The message says until when. */
export class QuotaSpentError extends Error {
  override readonly name = 'QuotaSpentError'
}

type QuotaUse = RowOf<typeof TAKE_REQUEST>

/** Limits the requests of all replicas to the distributor: within any 60 seconds, and on a day in UTC. */
export class MouserQuota {
  readonly #db: Pick<Database, 'query'>
  readonly #limits: QuotaLimits
  #publishedAt = 0

  constructor(db: Pick<Database, 'query'>, limits: QuotaLimits) {
    this.#db = db
    this.#limits = limits
  }

  /** Counts one request that is about to be sent. @throws QuotaSpentError when it may not be sent. */
  async take(): Promise<void> {
    const { perMinute, perDay } = this.#limits
    const [taken] = await this.#db.query(TAKE_REQUEST, [perMinute, perDay])
    if (taken) return this.#publish(taken)
    const { used_in_day, seconds_left } = await this.#read()
    throw new QuotaSpentError(
      used_in_day >= perDay
        ? `the limit of ${perDay} Mouser requests a day is used up; try again after 00:00 UTC`
        : `the limit of ${perMinute} Mouser requests a minute is used up; try again in ${Math.max(seconds_left ?? 1, 1)} seconds`,
    )
  }

  /** Sets the gauge of the requests that are left. */
  async publish(): Promise<void> {
    this.#publish(await this.#read())
  }

  async #read(): Promise<RowOf<typeof REQUESTS_SENT>> {
    const [row] = await this.#db.query(REQUESTS_SENT)
    return row ?? { used_in_minute: 0, used_in_day: 0, read_at: 0, seconds_left: null }
  }

  /** Older answers are ignored: answers of several connections may arrive in any order. */
  #publish({ used_in_minute, used_in_day, read_at }: QuotaUse): void {
    if (read_at < this.#publishedAt) return
    this.#publishedAt = read_at
    const { perMinute, perDay } = this.#limits
    MOUSER_API_QUOTA_REMAINING.set({ window: 'minute' }, Math.max(perMinute - used_in_minute, 0))
    MOUSER_API_QUOTA_REMAINING.set({ window: 'day' }, Math.max(perDay - used_in_day, 0))
  }
}
