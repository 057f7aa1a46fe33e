import { statement } from '../../../../plugins/database/statement.ts'

const AS_DECIDED_NOW = `
  on conflict (folded, import_id) do update set part_id = excluded.part_id, decided_at = clock_timestamp()`

/** Remembers that the folded texts `$2` mean the parts with the keys `$3`, as was decided in the import `$1`. */
export const REMEMBER_CHOSEN = statement(
  `insert into import_decisions (folded, import_id, part_id, decided_at)
   select given.folded, $1, p.id, clock_timestamp()
     from unnest($2::text[], $3::text[]) as given (folded, key) join parts p on p.key = given.key
    order by given.folded
   ${AS_DECIDED_NOW}`,
  {},
)

/** The same for the parts `$3`, which the import `$1` has created. */
export const REMEMBER_CREATED = statement(
  `insert into import_decisions (folded, import_id, part_id, decided_at)
   select folded, $1, part_id, clock_timestamp() from unnest($2::text[], $3::int[]) as given (folded, part_id)
    order by folded
   ${AS_DECIDED_NOW}`,
  {},
)

/** Remembers that those of the folded texts `$2` which mean something mean none of these parts, as was decided in the import `$1`. */
export const REMEMBER_NONE = statement(
  `insert into import_decisions (folded, import_id, part_id, decided_at)
   select folded, $1, null, clock_timestamp() from unnest($2::text[]) as given (folded)
    where exists (select from import_decisions d where d.folded = given.folded)
    order by folded
   ${AS_DECIDED_NOW}`,
  {},
)

/** Forgets what was decided in the import `$1` about the folded texts `$2`, all of it where that is null. What was decided before counts again. */
export const FORGET_DECIDED = statement(
  'delete from import_decisions where import_id = $1 and ($2::text[] is null or folded = any ($2))',
  {},
)
