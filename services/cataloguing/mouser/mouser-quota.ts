import { Gauge } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'

export const MOUSER_API_QUOTA_REMAINING = new Gauge({
  name: 'mouser_api_quota_remaining',
  help: 'Supplier calls left in the current window',
  labelNames: ['window'] as const,
})

export interface QuotaLimits {
  perMinute: number
  perDay: number
}

/** A request is one too many. The message says until when. */
export class QuotaSpentError extends Error {
  override readonly name = 'QuotaSpentError'
}

interface QuotaRow {
  used_in_minute: number
  used_in_day: number
  /** When this was true, in seconds of the database's clock. */
  read_at: number
}

const TODAY = `(moment.at at time zone 'UTC')::date`
/** The requests of the last minute that the row remembers. */
const LATELY = `select sent_at from unnest(last_minute) sent_at where sent_at > moment.at - interval '1 minute'`
const MOMENT = 'with moment as materialized (select clock_timestamp() as at)'

/** Counts in one row, so that replicas wait for each other; a refused request leaves it as it is. */
const TAKE = `
  ${MOMENT}
  update mouser_quota
     set last_minute = array(${LATELY} order by sent_at) || moment.at,
         used_today = case when day < ${TODAY} then 1 else used_today + 1 end,
         day = greatest(day, ${TODAY})
    from moment
   where cardinality(array(${LATELY})) < $1::int and (day < ${TODAY} or used_today < $2::int)
  returning cardinality(last_minute) as used_in_minute, used_today as used_in_day,
            extract(epoch from clock_timestamp())::float8 as read_at`

const READ = `
  ${MOMENT}
  select cardinality(array(${LATELY})) as used_in_minute,
         case when day < ${TODAY} then 0 else used_today end as used_in_day,
         ceil(extract(epoch from (select min(sent_at) from (${LATELY})) + interval '1 minute' - moment.at))::int
           as seconds_left
    from mouser_quota, moment`

/** What may still be sent to the distributor, counted for all replicas together: so many in any 60 seconds, so many in a UTC day. */
export class MouserQuota {
  readonly #db: Database
  readonly #limits: QuotaLimits
  #publishedAt = 0

  constructor(db: Database, limits: QuotaLimits) {
    this.#db = db
    this.#limits = limits
  }

  /** Counts one request that is about to be sent. @throws QuotaSpentError when it may not be. */
  async take(): Promise<void> {
    const { perMinute, perDay } = this.#limits
    const [taken] = await this.#db.query<QuotaRow>(TAKE, [perMinute, perDay])
    if (taken) return this.#publish(taken)
    const { used_in_day, seconds_left } = await this.#read()
    throw new QuotaSpentError(
      used_in_day >= perDay
        ? `the limit of ${perDay} Mouser requests a day is used up; try again after 00:00 UTC`
        : `the limit of ${perMinute} Mouser requests a minute is used up; try again in ${Math.max(seconds_left ?? 1, 1)} seconds`,
    )
  }

  /** Sets the gauge of what is left. */
  async publish(): Promise<void> {
    this.#publish(await this.#read())
  }

  async #read(): Promise<QuotaRow & { seconds_left: number | null }> {
    const [row] = await this.#db.query<QuotaRow & { seconds_left: number | null }>(READ)
    return row ?? { used_in_minute: 0, used_in_day: 0, read_at: 0, seconds_left: null }
  }

  /** Answers of several connections may come in another order than they were given in. */
  #publish({ used_in_minute, used_in_day, read_at }: QuotaRow): void {
    if (read_at < this.#publishedAt) return
    this.#publishedAt = read_at
    const { perMinute, perDay } = this.#limits
    MOUSER_API_QUOTA_REMAINING.set({ window: 'minute' }, Math.max(perMinute - used_in_minute, 0))
    MOUSER_API_QUOTA_REMAINING.set({ window: 'day' }, Math.max(perDay - used_in_day, 0))
  }
}
