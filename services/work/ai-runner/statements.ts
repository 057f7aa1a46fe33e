import { float, statement } from '../../../plugins/database/statement.ts'

const USAGE = { tokens: float, cost_dollars: float }
const COLUMNS = 'tokens::float8 as tokens, cost_dollars::float8 as cost_dollars'
const TODAY = `(now() at time zone 'utc')::date`

/** What was used on this day in UTC. */
export const USAGE_TODAY = statement(`select ${COLUMNS} from ai_usage where day = ${TODAY}`, USAGE)

/** Adds `$1` tokens and `$2` US dollars to this day in UTC, and answers the sums. */
export const ADD_USAGE = statement(
  `insert into ai_usage as today (day, tokens, cost_dollars) values (${TODAY}, $1, $2)
   on conflict (day) do update
     set tokens = today.tokens + excluded.tokens, cost_dollars = today.cost_dollars + excluded.cost_dollars
   returning ${COLUMNS}`,
  USAGE,
)
