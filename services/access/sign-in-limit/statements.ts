import { int, statement } from '../../../plugins/database/statement.ts'

/** The refused codes or tokens of the kind `$2` of the last minute, of all replicas: of the address `$1`, and in all. */
export const RECENT_FAILURES = statement(
  `select count(*) filter (where address = $1)::int as of_address, count(*)::int as of_all
     from access_log where what = 'code_refused' and detail = $2 and at > now() - interval '1 minute'`,
  { of_address: int, of_all: int },
)
