import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, bool, float, int, json, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import type { ImportKind } from '../reading/kinds.ts'
import type { ReadChoices } from '../reading/read-result.ts'
import type { RowContext } from '../reading/values/row-context.ts'
import type { ImportStatus } from './model.ts'
import type { Options } from './options.ts'
import type { ImportDto, ImportReport, ImportSummaryFigures } from './schemas.ts'

const SUMMARY_COLUMNS = `i.id, i.file_name, i.size_bytes, i.sha256::text as sha256, i.status, i.kind, i.kind_confidence,
  i.kind_reasons, i.mapping_id, i.summary, i.error, i.error_code, i.repeat_of, i.task_id, i.created_by,
  iso_utc(i.created_at) as created_at, iso_utc(i.updated_at) as updated_at, iso_utc(i.committed_at) as committed_at,
  iso_utc(i.undone_at) as undone_at, i.version`
const SUMMARY_ROW = {
  id: int,
  file_name: text(),
  size_bytes: int,
  sha256: text(),
  status: text<ImportStatus>(),
  kind: nullable(text<ImportKind>()),
  kind_confidence: float,
  kind_reasons: json<string[]>(),
  mapping_id: nullable(int),
  summary: nullable(json<ImportSummaryFigures>()),
  error: nullable(text()),
  error_code: nullable(text()),
  repeat_of: nullable(int),
  task_id: nullable(uuid),
  created_by: nullable(text()),
  created_at: text(),
  updated_at: text(),
  committed_at: nullable(text()),
  undone_at: nullable(text()),
  version: bigint,
}
const DETAIL_COLUMNS = `${SUMMARY_COLUMNS}, i.detected, i.columns, i.options, i.report, i.operation_id,
  coalesce((select u.detail #> '{rest,staying,first}' from operations u where u.undoes = i.operation_id limit 1), '[]')
    as staying_records`
const DETAIL_ROW = {
  ...SUMMARY_ROW,
  detected: nullable(json<NonNullable<ImportDto['detected']>>()),
  columns: json<ImportDto['columns']>(),
  options: json<Options>(),
  report: nullable(json<ImportReport>()),
  operation_id: nullable(uuid),
  staying_records: json<ImportDto['staying_records']>(),
}

export const IMPORT = statement(`select ${DETAIL_COLUMNS} from imports i where i.id = $1`, DETAIL_ROW)

/** The newest imports of the statuses `$1` and the kinds `$2`, null for all: `$3` of them, without the first `$4`. */
export const IMPORTS = statement(
  `select ${SUMMARY_COLUMNS} from imports i
    where ($1::text[] is null or i.status = any ($1)) and ($2::text[] is null or i.kind = any ($2))
    order by i.created_at desc, i.id desc limit $3 offset $4`,
  SUMMARY_ROW,
)

/** Adds an import: name `$1`, bytes `$2`, hash `$3`, key of the file `$4`, choices `$5`, options `$6`, subject `$7`, name `$8`. */
export const ADD_IMPORT = statement(
  `insert into imports (file_name, size_bytes, sha256, blob_key, status, choices, options, subject, created_by)
   values ($1, $2, $3, $4, 'reading', $5, $6, $7, $8) returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Gives the person with the subject `$1` the name `$2` in all imports that they have begun, or in those since `$3`. */
export const FORGET_CREATOR = statement(
  `update imports set created_by = $2
    where subject = $1 and created_at >= coalesce($3::timestamptz, '-infinity') and created_by is distinct from $2
  returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Gives the person with the subject `$1` the name `$2` in the tasks that write imports and undo them. */
export const FORGET_AUTHOR = statement(
  `update tasks set params = jsonb_set(params::jsonb, '{author,name}', to_jsonb($2::text))
    where name in ('import_commit', 'import_undo') and params #>> '{author,subject}' = $1
      and params #>> '{author,name}' is distinct from $2`,
  {},
)

/** What the stages of the import `$1` work with. */
export const IMPORT_STATE = statement(
  `select i.id, i.file_name, i.sha256::text as sha256, i.blob_key, i.status, i.kind, i.choices, i.options, i.context,
          i.version, i.task_id, i.subject, i.created_by, i.operation_id, i.summary
     from imports i where i.id = $1`,
  {
    id: int,
    file_name: text(),
    sha256: text(),
    blob_key: nullable(text()),
    status: text<ImportStatus>(),
    kind: nullable(text<ImportKind>()),
    choices: json<ReadChoices>(),
    options: json<Options>(),
    context: nullable(json<RowContext & { newestPart?: number | null }>()),
    version: bigint,
    task_id: nullable(uuid),
    subject: nullable(text()),
    created_by: nullable(text()),
    operation_id: nullable(uuid),
    summary: nullable(json<ImportSummaryFigures>()),
  },
)

/** Locks the import `$1`. */
export const LOCK_IMPORT = statement('select id from imports where id = $1 for update', { id: int })

/** Sets the status `$2` of the import `$1`, with the task `$3` that works on it. */
export const SET_STATUS = statement(
  `update imports set status = $2, task_id = $3, error = null, error_code = null, version = version + 1
    where id = $1 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Which of the records `$1` with the ids `$2` there are not. */
export const MISSING_TARGETS = statement(
  `select given.resource, given.id
     from unnest($1::text[], $2::int[]) with ordinality as given (resource, id, place)
    where case given.resource when 'Kit' then not exists (select from kits k where k.id = given.id)
                              when 'Seller' then not exists (select from sellers s where s.id = given.id)
                              else not exists (select from shopping_lists l where l.id = given.id) end
    order by given.place`,
  { resource: text(), id: int },
)

/** Sets how the import `$1` is read: choices `$2`, options `$3`. */
export const SET_CHOICES = statement(
  'update imports set choices = $2, options = $3 where id = $1',
  {},
  changedByValue('import', 1),
)

/** Ends the reading of the import `$1` by the task `$2`, unless another one reads it: what was found, and why it cannot be written, `$13`. */
export const PROPOSE = statement(
  `update imports set status = 'proposed', kind = $3, kind_confidence = $4, kind_reasons = $5, detected = $6,
          columns = $7, context = $8, summary = $9, mapping_id = $10, repeat_of = $11, options = $12, error = $13, error_code = null,
          version = version + 1
    where id = $1 and status = 'reading' and task_id = $2 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Ends the reading of the import `$1` by the task `$2` with the error `$3`, `$4`. */
export const FAIL = statement(
  `update imports set status = 'failed', error_code = $3, error = $4, version = version + 1
    where id = $1 and status = 'reading' and task_id = $2 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Sets the figures of the proposal of the import `$1`, which waits for a decision, and why it could not be written, `$3`. */
export const SET_SUMMARY = statement(
  "update imports set summary = $2, status = 'proposed', error = $3, version = version + 1 where id = $1 returning id",
  { id: int },
  changedInRows('import', 'id'),
)

/** Has the import `$1` wait for a decision again, since the task `$2` could not write it: why, `$3`. */
export const NOT_COMMITTED = statement(
  `update imports set status = 'proposed', error = $3, version = version + 1
    where id = $1 and status = 'committing' and task_id = $2 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/** Ends the commit of the import `$1`: report `$2`, operation `$3`. */
export const COMMITTED = statement(
  `update imports set status = 'committed', committed_at = now(), report = $2, operation_id = $3, version = version + 1
    where id = $1 returning id`,
  { id: int },
  changedInRows('import', 'id'),
)

/**
 * The committed import of the same file as the import `$1`, with the same kind `$2` and options `$3`; whether it has
 * written all of all rows. A row that a person has left out is offered again, and so is the rest of one whose quantity was
 * changed. What it took as received before is missing once that receipt is undone. One that had nothing left to write says nothing of the file once the one before it is undone.
 */
export const COMMITTED_TWIN = statement(
  `select t.id, t.operation_id is not null
          and not exists (select from import_rows r
                           where r.import_id = t.id
                             and (r.status in ('error', 'skipped') or r.overrides ->> 'quantity' is not null
                               or r.problems @> '{"planning": {"warnings": [{"code": "RECEIVED_BEFORE"}]}}')) as is_whole
     from imports i join imports t on t.sha256 = i.sha256 and t.id <> i.id
    where i.id = $1 and t.status = 'committed' and t.kind = $2 and t.options = $3::jsonb
    order by t.operation_id is not null desc, t.id desc limit 1`,
  { id: int, is_whole: bool },
)

/** The parts that the rows of the committed import `$1` were about, of those that are still there. */
export const TWIN_PARTS = statement(
  `select r.row_no, p.key as part_key
     from import_rows r join parts p on p.key = coalesce(r.decision ->> 'part_key', r.match ->> 'part_key')
    where r.import_id = $1 and r.status in ('good', 'warning', 'same')`,
  { row_no: int, part_key: text() },
)

export const DELETE_IMPORT = statement(
  'delete from imports where id = $1 returning id, blob_key',
  { id: int, blob_key: nullable(text()) },
  changedInRows('import', 'id'),
)

/** Imports by status. */
export const OPEN_IMPORTS = statement(
  `select status, count(*)::int as count from imports
    where status in ('reading', 'proposed', 'committing', 'undoing') group by status`,
  { status: text<ImportStatus>(), count: int },
)
