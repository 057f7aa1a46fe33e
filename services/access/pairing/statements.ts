import type { Role } from '../../../plugins/auth/roles.ts'
import { bool, bytes, float, int, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import type { WaitingDevice } from './waiting-device.ts'

/** Adds a code: hashes of the link `$1` and of what is typed `$2`, kind `$3`, person `$4` or name `$5` and role `$6` of a new one, whether it ends with the first administrator `$7`, made by `$8`, good for `$9` seconds. */
export const ADD_CODE = statement(
  `insert into pairing_codes (code_hash, typed_hash, kind, person_id, name, role, is_first, made_by, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))
   returning id, iso_utc(expires_at) as expires_at`,
  { id: int, expires_at: text() },
)

/** How many codes of the person `$1` can still let a device in, and in how many seconds the first of them ends. */
export const LIVE_CODES_BY = statement(
  `select count(*)::int as count,
          coalesce(extract(epoch from min(expires_at) - now()), 0)::float8 as seconds
     from pairing_codes where made_by = $1 and state in ('open', 'waiting') and expires_at > now()`,
  { count: int, seconds: float },
)

/** The codes of the terminal that can still be used, by what they are for. */
export const OPEN_TERMINAL_CODES = statement(
  `select id, person_id, name from pairing_codes where kind = 'terminal' and state = 'open' and expires_at > now()
    order by id`,
  { id: int, person_id: nullable(int), name: nullable(text()) },
)

/**
 * Uses the code with the hash `$1`, once. One for a terminal is used up; another one waits for its approval, for at least
 * `$4` seconds more, by the wait token with the hash `$2` for the device `$3`.
 */
export const REDEEM_CODE = statement(
  `update pairing_codes c
      set state = case kind when 'terminal' then 'used' else 'waiting' end,
          kind = case when typed_hash = $1 then 'typed' else kind end,
          wait_hash = case kind when 'terminal' then null else $2::bytea end,
          device = case kind when 'terminal' then null else $3::jsonb end,
          expires_at = greatest(expires_at, now() + make_interval(secs => $4))
    where (code_hash = $1 or typed_hash = $1) and state = 'open' and expires_at > now()
      and (not is_first
           or not exists (select from people p where p.role = 'admin' and p.deactivated_at is null))
      and (person_id is null
           or exists (select from people p where p.id = c.person_id and p.deactivated_at is null))
   returning id, kind, person_id, name, role, iso_utc(expires_at) as expires_at`,
  {
    id: int,
    kind: text<'link' | 'typed' | 'terminal'>(),
    person_id: nullable(int),
    name: nullable(text()),
    role: nullable(text<Role>()),
    expires_at: text(),
  },
)

/** Answers a row when a code with the hash `$1` can be used. */
export const OPEN_CODE = statement(
  `select from pairing_codes where code_hash = $1 and state = 'open' and expires_at > now()`,
  {},
)

/**
 * Counts a wrong code against every typed code that is open; the one that has had `$1` wrong ones ends. The link of the
 * same code cannot be guessed, and works on.
 */
export const COUNT_WRONG_CODE = statement(
  `update pairing_codes
      set attempts = attempts + 1, typed_hash = case when attempts + 1 >= $1 then null else typed_hash end
    where state = 'open' and typed_hash is not null and expires_at > now()`,
  {},
)

const WAITING = {
  id: int,
  kind: text<'link' | 'typed'>(),
  state: text<'open' | 'waiting' | 'used' | 'cancelled'>(),
  approved: bool,
  expired: bool,
  person_id: nullable(int),
  name: nullable(text()),
  role: nullable(text<Role>()),
  made_by: nullable(int),
  typed_ended: bool,
  device: nullable(json<WaitingDevice>()),
  expires_at: text(),
}
const COLUMNS = `c.id, c.kind, c.state, c.approved_at is not null as approved, c.expires_at <= now() as expired,
  c.person_id, c.name, c.role, c.made_by, c.state = 'open' and c.kind = 'link' and c.typed_hash is null as typed_ended,
  c.device, iso_utc(c.expires_at) as expires_at`

/**
 * The code that the wait token with the hash `$1` belongs to, locked; and, while nobody has used it, the device that has
 * collected its key, with what its secret was made of.
 */
export const LOCK_WAITING = statement(
  `select ${COLUMNS}, d.id as collected_id, d.name as collected_name, c.secret_salt
     from pairing_codes c
     left join devices d on d.id = c.collected_device_id and d.first_used_at is null and d.revoked_at is null
    where c.wait_hash = $1 for update of c`,
  { ...WAITING, collected_id: nullable(int), collected_name: nullable(text()), secret_salt: nullable(bytes) },
)

/** The code with the id `$1` that the person `$2` has made. */
export const CODE_OF = statement(`select ${COLUMNS} from pairing_codes c where c.id = $1 and c.made_by = $2`, WAITING)

/** The same, locked. */
export const LOCK_CODE_OF = statement(`${CODE_OF.text} for update`, WAITING)

/** Lets the device in that waits with the code `$1`; it has `$2` seconds more to fetch its key. */
export const APPROVE_CODE = statement(
  `update pairing_codes set approved_at = now(), expires_at = greatest(expires_at, now() + make_interval(secs => $2))
    where id = $1`,
  {},
)

/** Uses the code `$1` up for the person `$2`. What it told about the person and the device is not needed any more. */
export const USE_CODE = statement(
  `update pairing_codes set state = 'used', person_id = $2, name = null, device = null where id = $1`,
  {},
)

/** Notes that the device `$2` has collected its key with the code `$1`; the key was made with the salt `$3`. */
export const NOTE_COLLECTED = statement(
  'update pairing_codes set collected_device_id = $2, secret_salt = $3 where id = $1',
  {},
)

/** Cancels the code `$1`. */
export const CANCEL_CODE = statement(
  `update pairing_codes set state = 'cancelled' where id = $1 and state in ('open', 'waiting')`,
  {},
)

/**
 * Forgets what the secrets of collected devices were made of, where nobody can ask for them again: the device was used or
 * revoked, or the code is too old.
 */
export const FORGET_SALTS = statement(
  `update pairing_codes c set secret_salt = null
    where c.secret_salt is not null
      and (c.expires_at <= now()
           or exists (select from devices d
                       where d.id = c.collected_device_id and (d.first_used_at is not null or d.revoked_at is not null)))`,
  {},
)

/** Deletes codes that ended more than a day ago. */
export const DELETE_OLD_CODES = statement(`delete from pairing_codes where expires_at < now() - interval '1 day'`, {})
