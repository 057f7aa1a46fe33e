import { changedInRows } from '../../../plugins/database/change.ts'
import { int, statement, text } from '../../../plugins/database/statement.ts'

/** Some imports that nothing has changed for `$1` days, and that were not committed, or were undone. */
export const OLD_IMPORTS = statement(
  `select id from imports
    where status in ('proposed', 'failed', 'undone') and updated_at < now() - make_interval(days => $1)
    order by id limit 100`,
  { id: int },
)

/** Forgets some files of imports that were committed a year ago, and answers their keys. */
export const FORGET_OLD_FILES = statement(
  `with old as (
     select id, blob_key from imports
      where status = 'committed' and blob_key is not null and committed_at < now() - interval '1 year'
      order by id limit 100 for update
   ), forgotten as (
     update imports i set blob_key = null from old where i.id = old.id
   )
   select blob_key from old`,
  { blob_key: text() },
)

/** The command line works without a task; its imports count as left when nothing has happened for some minutes. */
const IS_LEFT = `case when exists (select from tasks t where t.task_id = imports.task_id)
       then updated_at < now() - interval '10 seconds'
            and not exists (select from tasks t where t.task_id = imports.task_id and t.status in ('pending', 'running'))
       else updated_at < now() - interval '15 minutes' end`

/** What the task says of its end, in brackets. */
const WHY = `coalesce((select ' (' || t.error || ')' from tasks t where t.task_id = imports.task_id), '')`

/** Ends the reading of imports whose task has ended without them. */
export const FAIL_ORPHANS = statement(
  `update imports set status = 'failed', version = version + 1,
          error_code = case when exists (select from tasks t where t.task_id = imports.task_id and t.status = 'failed')
                            then 'TIMED_OUT' else 'CANCELLED' end,
          error = 'Reading ended before it was done' || ${WHY} || ': read the file again'
    where status = 'reading' and ${IS_LEFT}
   returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Has imports whose undoing has ended without them be as they were before. */
export const END_ORPHANED_UNDO = statement(
  `update imports set status = case when undone_at is null then 'committed' else 'undone' end, version = version + 1
    where status = 'undoing' and ${IS_LEFT}
   returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Has imports whose commit has ended without them wait for a decision again. */
export const REPROPOSE_ORPHANS = statement(
  `update imports set status = 'proposed', version = version + 1,
          error = 'Writing ended before it was done' || ${WHY} || ': look at the import again, and commit it again'
    where status = 'committing' and ${IS_LEFT}
   returning id`,
  { id: int },
  changedInRows('import', 'id'),
)
