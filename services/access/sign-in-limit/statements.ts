import { int, statement } from '../../../plugins/database/statement.ts'

/**
 * The refused codes or tokens of the kind `$2` of the last minute, of all replicas: of the network `$1`, and in all. A
 * replica of an earlier version notes the network as the address.
 */
export const RECENT_FAILURES = statement(
  `select count(*) filter (where coalesce(network, address) = $1)::int as of_network, count(*)::int as of_all
     from access_log where what = 'code_refused' and detail = $2 and at > now() - interval '1 minute'`,
  { of_network: int, of_all: int },
)
