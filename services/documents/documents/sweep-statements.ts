import { bool, nothing, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'

/** A removal that has not ended after so long never will: its process is gone. Requests to a store end far sooner. */
const LONGEST_REMOVAL = '10 minutes'
/** Far longer than an upload may take between storing its content and writing its row. */
const KEPT_FOR = '7 days'

/** Takes the advisory lock `$1` until the end of the transaction, together with other transactions. */
export const SHARE_LOCK = statement('select pg_advisory_xact_lock_shared($1) as locked', { locked: nothing })

/** Takes the advisory lock `$1` alone until the end of the transaction, if no other transaction has it. */
export const TRY_LOCK = statement('select pg_try_advisory_xact_lock($1) as locked', { locked: bool })

/** Those of the contents `$1` that an attachment refers to. */
export const ATTACHED_CONTENTS = statement(
  'select distinct s3_key as key from attachments where s3_key = any ($1::text[])',
  {
    key: nullable(text()),
  },
)

/** The marks that sweeps have left on the contents `$1`. */
export const SWEEP_MARKS = statement(
  `select s3_key as key, sweep_id as "sweepId",
          ended_at is not null or began_at < now() - interval '${LONGEST_REMOVAL}' as "hasEnded"
     from swept_contents where s3_key = any ($1::text[])`,
  { key: text(), sweepId: uuid, hasEnded: bool },
)

/** Marks the contents `$2` as removed by the sweep `$1`. */
export const MARK_SWEPT = statement(
  `insert into swept_contents (s3_key, sweep_id) select key, $1::uuid from unnest($2::text[]) key
   on conflict (s3_key) do update set sweep_id = excluded.sweep_id, began_at = now(), ended_at = null`,
  {},
)

/** Ends the removal of what the sweep `$1` has marked. */
export const END_SWEEP = statement('update swept_contents set ended_at = now() where sweep_id = $1', {})

/** Deletes the marks of the contents `$1`. */
export const DELETE_SWEEP_MARKS = statement('delete from swept_contents where s3_key = any ($1::text[])', {})

/** Deletes marks that no upload can need any more. */
export const DELETE_OLD_SWEEP_MARKS = statement(
  `delete from swept_contents where began_at < now() - interval '${KEPT_FOR}'`,
  {},
)
