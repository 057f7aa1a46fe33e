import type { Role } from '../../../plugins/auth/roles.ts'
import { bool, int, statement, text } from '../../../plugins/database/statement.ts'

const PERSON = { id: int, name: text(), role: text<Role>(), active: bool, created_at: text() }
const COLUMNS = 'p.id, p.name, p.role, p.deactivated_at is null as active, iso_utc(p.created_at) as created_at'

/** Locks what every change of people takes first, so that two of them cannot leave nobody in charge. */
export const LOCK_ACCESS = statement('select id from access_state for update', { id: int })

export const ALL_PEOPLE = statement(`select ${COLUMNS} from people p order by p.folded_name, p.id`, PERSON)

/** The person with the id `$1`. */
export const PERSON_BY_ID = statement(`select ${COLUMNS} from people p where p.id = $1`, PERSON)

/** The person with the folded name `$1`. */
export const PERSON_BY_NAME = statement(`select ${COLUMNS} from people p where p.folded_name = $1`, PERSON)

/** The active administrators, at most two of them. */
export const SOME_ADMINISTRATORS = statement(
  `select ${COLUMNS} from people p where p.role = 'admin' and p.deactivated_at is null order by p.id limit 2`,
  PERSON,
)

/** Another active administrator than the person `$1`. */
export const OTHER_ADMINISTRATOR = statement(
  `select id from people where role = 'admin' and deactivated_at is null and id <> $1 limit 1`,
  { id: int },
)

/** Adds a person: name `$1`, folded name `$2`, role `$3`. */
export const ADD_PERSON = statement('insert into people (name, folded_name, role) values ($1, $2, $3) returning id', {
  id: int,
})

/** Stores of the person `$1` the name `$2`, the folded name `$3`, the role `$4`, and whether they are active, `$5`. */
export const STORE_PERSON = statement(
  `update people
      set name = $2, folded_name = $3, role = $4,
          deactivated_at = case when $5::boolean then null else coalesce(deactivated_at, now()) end
    where id = $1`,
  {},
)

/** Everybody who is forgotten, and since when nothing new could be begun in their name, less the time of a long request. */
export const FORMER_PEOPLE = statement(
  `select id, name, (deactivated_at - interval '15 minutes')::text as since from people
    where deactivated_at is not null and name = 'former person ' || id`,
  { id: int, name: text(), since: text() },
)

/** Ends all devices of the person `$1`. */
export const REVOKE_DEVICES_OF = statement(
  'update devices set revoked_at = now() where person_id = $1 and revoked_at is null',
  {},
)

/** Ends all access tokens of the person `$1`. */
export const REVOKE_TOKENS_OF = statement(
  'update access_tokens set revoked_at = now() where person_id = $1 and revoked_at is null',
  {},
)

/** Cancels the pairings that the person `$1` has begun, and those of their devices. */
export const CANCEL_CODES_OF = statement(
  `update pairing_codes set state = 'cancelled'
    where (person_id = $1 or made_by = $1) and state in ('open', 'waiting')`,
  {},
)

/** Cancels the pairings that the person `$1` has begun and that are not over yet, approved ones included. */
export const CANCEL_CODES_BY = statement(
  `update pairing_codes set state = 'cancelled' where made_by = $1 and state in ('open', 'waiting')`,
  {},
)

/** Removes what the devices of the person `$1` tell about them. */
export const FORGET_DEVICES = statement(
  `update devices set name = 'Device ' || id, user_agent = null, last_address = null where person_id = $1`,
  {},
)

/** Removes what the access tokens of the person `$1` tell about them; `$2` is the name in place of theirs. */
export const FORGET_TOKENS_OF = statement(
  `update access_tokens set name = 'Token ' || id, owner_name = $2, last_address = null where person_id = $1`,
  {},
)

/** Removes what pairing codes tell about the person `$1`. */
export const FORGET_CODES = statement(
  'update pairing_codes set name = null, device = null where person_id = $1 or made_by = $1',
  {},
)

/** The active people by their roles. */
export const COUNT_PEOPLE = statement(
  'select role, count(*)::int as count from people where deactivated_at is null group by role',
  { role: text<Role>(), count: int },
)
