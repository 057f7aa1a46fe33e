import { bigint, int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { AccessChange } from './access-changes.ts'

/** Adds an entry: what `$1`, actor `$2`, person `$3`, device `$4`, token `$5`, detail `$6`, address `$7`, network `$8`, names of a person `$9` and a device `$10` that are none. */
export const ADD_ENTRY = statement(
  `insert into access_log (what, actor, person_id, device_id, token_id, detail, address, network, person_name, device_name)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  {},
)

/** The newest `$1` entries, of those before the id `$2` if that is given. */
export const ENTRIES = statement(
  `select l.id, iso_utc(l.at) as at, l.what, l.actor, l.person_id, coalesce(p.name, l.person_name) as person_name,
          l.device_id, coalesce(d.name, l.device_name) as device_name, l.token_id, t.name as token_name, l.detail, l.address
     from access_log l
          left join people p on p.id = l.person_id
          left join devices d on d.id = l.device_id
          left join access_tokens t on t.id = l.token_id
    where $2::bigint is null or l.id < $2
    order by l.id desc limit $1`,
  {
    id: bigint,
    at: text(),
    what: text<AccessChange>(),
    actor: nullable(text()),
    person_id: nullable(int),
    person_name: nullable(text()),
    device_id: nullable(int),
    device_name: nullable(text()),
    token_id: nullable(int),
    token_name: nullable(text()),
    detail: nullable(text()),
    address: nullable(text()),
  },
)

/** Deletes at most `$2` entries that are older than `$1` days. */
export const DELETE_OLD_ENTRIES = statement(
  `delete from access_log where id in (
     select id from access_log where at < now() - make_interval(days => $1) order by id limit $2
   ) returning id`,
  { id: bigint },
)

/** Removes what the log tells about the person `$1` beside the number, and about who was not added with the name `$2`. */
export const FORGET_IN_LOG = statement(
  `update access_log set detail = null, address = null, network = null, person_name = null, device_name = null
    where person_id = $1 or (person_id is null and lower(person_name) = lower($2))`,
  {},
)
