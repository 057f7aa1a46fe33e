import { float, int, nullable, statement } from '../../../plugins/database/statement.ts'

const MOMENT = 'with moment as materialized (select clock_timestamp() as at)'
const TODAY = `(moment.at at time zone 'UTC')::date`
/** The requests of the last minute that the row remembers. */
const LATELY = `select sent_at from unnest(last_minute) sent_at where sent_at > moment.at - interval '1 minute'`

/**
 * Counts one request, with at most `$1` in a minute and `$2` on a day. It counts in one row, so that replicas wait for
 * each other; a refused request leaves the row as it is, and answers none.
 */
export const TAKE_REQUEST = statement(
  `${MOMENT}
   update mouser_quota
      set last_minute = array(${LATELY} order by sent_at) || moment.at,
          used_today = case when day < ${TODAY} then 1 else used_today + 1 end,
          day = greatest(day, ${TODAY})
     from moment
    where cardinality(array(${LATELY})) < $1::int and (day < ${TODAY} or used_today < $2::int)
   returning cardinality(last_minute) as used_in_minute, used_today as used_in_day,
             extract(epoch from clock_timestamp())::float8 as read_at`,
  {
    used_in_minute: int,
    used_in_day: int,
    /** When the counts were true, in seconds of the database's clock. */
    read_at: float,
  },
)

/** How many requests were sent, and in how many seconds the oldest of the last minute counts no more. */
export const REQUESTS_SENT = statement(
  `${MOMENT}
   select cardinality(array(${LATELY})) as used_in_minute,
          case when day < ${TODAY} then 0 else used_today end as used_in_day,
          extract(epoch from moment.at)::float8 as read_at,
          ceil(extract(epoch from (select min(sent_at) from (${LATELY})) + interval '1 minute' - moment.at))::int
            as seconds_left
     from mouser_quota, moment`,
  { used_in_minute: int, used_in_day: int, read_at: float, seconds_left: nullable(int) },
)
