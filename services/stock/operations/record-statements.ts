import { bool, statement } from '../../../plugins/database/statement.ts'
import { writeOperation } from './operation-sql.ts'

/** Writes the operation `$1` with the id `$2` unless it is there, and notes that it is about the parts `$3`. */
export const RECORD_OPERATION = statement(
  `with one as (select 1), operation as (${writeOperation('$1', 'one')}), noted as (
     insert into operation_parts (part_id, operation_id) select distinct id, $2::uuid from unnest($3::int[]) id
     on conflict do nothing
   )
   select exists (select from operation) as is_new`,
  { is_new: bool },
)

/** Gives the person with the subject `$1` the name `$2` in all that they did, or in what they did since `$3`. */
export const FORGET_ACTOR = statement(
  `update operations set actor_name = $2
    where actor = $1 and timestamp >= coalesce($3::timestamptz, '-infinity') and actor_name is distinct from $2`,
  {},
)
