import type { Role } from '../../../plugins/auth/roles.ts'
import type { TokenScope } from '../../../plugins/auth/token-scopes.ts'
import { bigint, bool, float, int, nullable, statement, text } from '../../../plugins/database/statement.ts'

/** The channel on which triggers of the database announce each change of access. */
export const ACCESS_CHANNEL = 'access_changed'

/** The version of all access, which each change raises. */
export const ACCESS_VERSION = statement('select version from access_state', { version: bigint })

/** The paired device whose secret has the hash `$1`, unless it ended or was not used for `$2` days. */
export const DEVICE_CALLER = statement(
  `select d.id, d.person_id, p.name, p.role,
          extract(epoch from d.last_seen_at + make_interval(days => $2))::float8 as expires_at
     from devices d join people p on p.id = d.person_id
    where d.secret_hash = $1 and d.revoked_at is null and p.deactivated_at is null
      and d.last_seen_at > now() - make_interval(days => $2)`,
  { id: int, person_id: int, name: text(), role: text<Role>(), expires_at: float },
)

/** The access token whose secret has the hash `$1`, also one that has ended. */
export const TOKEN_CALLER = statement(
  `select t.id, t.name, t.role, t.scope, t.person_id, t.owner_subject, coalesce(p.name, t.owner_name) as owner_name,
          p.role as owner_role, extract(epoch from t.expires_at)::float8 as expires_at,
          t.revoked_at is not null as revoked, p.deactivated_at is not null as owner_inactive
     from access_tokens t left join people p on p.id = t.person_id
    where t.secret_hash = $1`,
  {
    id: int,
    name: text(),
    role: text<Role>(),
    scope: nullable(text<TokenScope>()),
    person_id: nullable(int),
    owner_subject: text(),
    owner_name: nullable(text()),
    owner_role: nullable(text<Role>()),
    expires_at: float,
    revoked: bool,
    owner_inactive: bool,
  },
)

/**
 * Notes that the device `$1` was used from the address `$2`, once a minute. Once a day it says that the cookie is to be
 * renewed. Nobody asks for the secret of a device that was used: what it was made of is forgotten.
 */
export const TOUCH_DEVICE = statement(
  `with used as (
     update devices
        set last_seen_at = date_trunc('minute', now()), last_address = $2, first_used_at = coalesce(first_used_at, now()),
            renewed_at = case when renewed_at < now() - interval '1 day' then now() else renewed_at end
      where id = $1 and (last_seen_at < date_trunc('minute', now()) or first_used_at is null)
     returning id, renewed_at = now() as renewed
   ), forgotten as (
     update pairing_codes set secret_salt = null
      where collected_device_id in (select id from used) and secret_salt is not null
   )
   select renewed from used`,
  { renewed: bool },
)

/** Notes that the token `$1` was used from the address `$2`. */
export const TOUCH_TOKEN = statement(
  `update access_tokens set last_used_at = date_trunc('minute', now()), last_address = $2
    where id = $1 and (last_used_at is null or last_used_at < date_trunc('minute', now()))`,
  {},
)

/** Those of the devices `$1` and the tokens `$2` that still let somebody in, with the role that they give. */
export const LIVE_CREDENTIALS = statement(
  `select 'device' as kind, d.id, p.role
     from devices d join people p on p.id = d.person_id
    where d.id = any($1::int[]) and d.revoked_at is null and p.deactivated_at is null
   union all
   select 'token', t.id, case when array_position(r.ranks, p.role) < array_position(r.ranks, t.role) then p.role else t.role end
     from access_tokens t left join people p on p.id = t.person_id
          cross join (select array['reader', 'editor', 'admin'] as ranks) r
    where t.id = any($2::int[]) and t.revoked_at is null and p.deactivated_at is null and t.expires_at > now()`,
  { kind: text<'device' | 'token'>(), id: int, role: text<Role>() },
)
