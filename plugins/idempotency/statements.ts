import { bool, bytes, int, json, nullable, statement, text } from '../database/statement.ts'

const ANSWER = {
  fingerprint: nullable(bytes),
  status_code: nullable(int),
  headers: nullable(json<Record<string, string>>()),
  body: nullable(text()),
  body_hash: nullable(bytes),
  reference: nullable(text()),
}
const ANSWER_COLUMNS = 'fingerprint, status_code, headers, body, body_hash, reference'

/** The answer that is kept for the key with the hash `$1`. */
export const KEPT_ANSWER = statement(
  `select ${ANSWER_COLUMNS} from idempotency_keys where key_hash = $1 and expires_at > now()`,
  ANSWER,
)

/**
 * Tries to take the lock `$1` until the end of the transaction, and reads the answer that is kept for the key with the
 * hash `$2`; the columns are null when there is none.
 */
export const CLAIM_KEY = statement(
  `select pg_try_advisory_xact_lock($1) as locked, ${ANSWER_COLUMNS}
     from (values (1)) as one (n) left join idempotency_keys on key_hash = $2 and expires_at > now()`,
  { locked: bool, ...ANSWER },
)

/**
 * Keeps an answer for `$8` hours: hash of the key, fingerprint of the request, status, headers, body, hash of a body
 * that is too large, what to read it again by. It answers no row when an answer is kept already.
 */
export const KEEP_ANSWER = statement(
  `insert into idempotency_keys as kept (key_hash, ${ANSWER_COLUMNS}, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(hours => $8))
   on conflict (key_hash) do update
      set fingerprint = excluded.fingerprint, status_code = excluded.status_code, headers = excluded.headers,
          body = excluded.body, body_hash = excluded.body_hash, reference = excluded.reference,
          expires_at = excluded.expires_at
    where kept.expires_at <= now()
   returning true as is_kept`,
  { is_kept: bool },
)

/** Whether the transaction has written anything so far. */
export const HAS_WRITTEN = statement('select pg_current_xact_id_if_assigned() is not null as "hasWritten"', {
  hasWritten: bool,
})

/** Deletes at most `$1` answers whose time has passed. */
export const DELETE_EXPIRED = statement(
  `delete from idempotency_keys
    where key_hash in (select key_hash from idempotency_keys where expires_at <= now() limit $1 for update skip locked)
   returning true as is_deleted`,
  { is_deleted: bool },
)

/** Takes the lock `$1` for the session, if it is free. */
export const TRY_SESSION_LOCK = statement('select pg_try_advisory_lock($1) as locked', { locked: bool })

/** Frees the lock `$1` of the session. */
export const FREE_SESSION_LOCK = statement('select pg_advisory_unlock($1) as was_locked', { was_locked: bool })
