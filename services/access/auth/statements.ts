import { statement, text } from '../../../plugins/database/statement.ts'

export const DELETE_EXPIRED_LOGIN_STATES = statement('delete from used_login_states where expires_at < now()', {})

/** Marks the state with the hash `$1` as used for `$2` seconds. It answers no row when the state was used before. */
export const USE_LOGIN_STATE = statement(
  `insert into used_login_states (state_hash, expires_at) values ($1, now() + make_interval(secs => $2))
   on conflict do nothing returning state_hash`,
  { state_hash: text() },
)

export const DELETE_EXPIRED_FORGOTTEN_TOKENS = statement(
  'delete from forgotten_refresh_tokens where expires_at < now()',
  {},
)

/** Stores the hashes `$1` of refresh tokens that are signed out, each for as many days as `$2` says. */
export const FORGET_TOKENS = statement(
  `insert into forgotten_refresh_tokens (token_hash, expires_at)
   select hash, now() + days * interval '1 day' from unnest($1::text[], $2::float8[]) as forgotten (hash, days)
   on conflict do nothing`,
  {},
)

/** One of the hashes `$1` whose token was signed out. */
export const FORGOTTEN_TOKEN = statement(
  'select token_hash from forgotten_refresh_tokens where token_hash = any($1) limit 1',
  { token_hash: text() },
)

export const DELETE_EXPIRED_KNOWN_TOKENS = statement('delete from known_refresh_tokens where expires_at < now()', {})

/** Stores the hashes `$1` of refresh tokens that the provider has confirmed, each for as many days as `$2` says. */
export const KNOW_TOKENS = statement(
  `insert into known_refresh_tokens (token_hash, expires_at)
   select hash, now() + days * interval '1 day' from unnest($1::text[], $2::float8[]) as known (hash, days)
   on conflict (token_hash) do update set expires_at = excluded.expires_at`,
  {},
)

/** The hash `$1`, if the provider has confirmed its token. */
export const KNOWN_TOKEN = statement(
  'select token_hash from known_refresh_tokens where token_hash = $1 and expires_at > now()',
  { token_hash: text() },
)

export const DELETE_KNOWN_TOKEN = statement('delete from known_refresh_tokens where token_hash = $1', {})

export const DELETE_EXPIRED_REFRESHES = statement('delete from token_refreshes where expires_at < now()', {})

/** Frees the refresh of the token with the hash `$1`. */
export const DELETE_REFRESH = statement('delete from token_refreshes where refresh_token_hash = $1', {})

/** Locks the refresh of the token with the hash `$1` for `$2` seconds. It answers no row when another replica has it. */
export const LOCK_REFRESH = statement(
  `insert into token_refreshes as r (refresh_token_hash, expires_at)
   values ($1, now() + make_interval(secs => $2))
   on conflict (refresh_token_hash) do update set sealed_tokens = null, expires_at = excluded.expires_at
    where r.expires_at < now()
   returning refresh_token_hash`,
  { refresh_token_hash: text() },
)

/** The new tokens for the token with the hash `$1`. */
export const REFRESHED_TOKENS = statement(
  `select sealed_tokens from token_refreshes
    where refresh_token_hash = $1 and sealed_tokens is not null and expires_at > now()`,
  { sealed_tokens: text() },
)

/** Stores the new tokens `$2` for the token with the hash `$1`, for `$3` seconds. */
export const STORE_REFRESHED_TOKENS = statement(
  `update token_refreshes set sealed_tokens = $2, expires_at = now() + make_interval(secs => $3)
    where refresh_token_hash = $1`,
  {},
)
