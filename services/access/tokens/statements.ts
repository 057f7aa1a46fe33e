import type { Role } from '../../../plugins/auth/roles.ts'
import type { TokenScope } from '../../../plugins/auth/token-scopes.ts'
import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'

const TOKEN = {
  id: int,
  name: text(),
  role: text<Role>(),
  scope: nullable(text<TokenScope>()),
  owner_subject: text(),
  owner_name: nullable(text()),
  created_at: text(),
  expires_at: text(),
  last_used_at: nullable(text()),
}
const TOKENS = `
  select t.id, t.name, t.role, t.scope, t.owner_subject, coalesce(p.name, t.owner_name) as owner_name,
         iso_utc(t.created_at) as created_at, iso_utc(t.expires_at) as expires_at,
         iso_utc(t.last_used_at) as last_used_at
    from access_tokens t left join people p on p.id = t.person_id
   where t.revoked_at is null`

/** The tokens that were not revoked, of the subject `$1`, or of everybody if that is null. */
export const TOKENS_OF = statement(
  `${TOKENS} and ($1::text is null or t.owner_subject = $1) order by t.created_at desc, t.id desc`,
  TOKEN,
)

/** The token with the id `$1`, unless it was revoked. */
export const TOKEN_BY_ID = statement(`${TOKENS} and t.id = $1`, TOKEN)

/** Adds a token: hash `$1`, name `$2`, role `$3`, scope `$4`, person `$5`, subject `$6` and name `$7` of its owner, for `$8` days. */
export const ADD_TOKEN = statement(
  `insert into access_tokens (secret_hash, name, role, scope, person_id, owner_subject, owner_name, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8)) returning id`,
  { id: int },
)

/** Ends the token `$1`. */
export const REVOKE_TOKEN = statement(
  'update access_tokens set revoked_at = now() where id = $1 and revoked_at is null returning person_id',
  { person_id: nullable(int) },
)
