import { bigint, int, json, nullable, type RowOf, statement, text, texts } from '../../../plugins/database/statement.ts'
import type { Decision, Effect, Match, RowStatus, StagedProblems } from './model.ts'

const ROW_COLUMNS = `r.row_no, r.status, r.section, r.cells, r.fields, r.overrides, r.match, r.decision, r.effects,
  r.problems, r.version`
const ROW = {
  row_no: int,
  status: text<RowStatus>(),
  section: int,
  cells: texts,
  fields: json<Record<string, unknown>>(),
  overrides: json<Record<string, unknown>>(),
  match: json<Match>(),
  decision: nullable(json<Decision>()),
  effects: json<Effect[]>(),
  problems: json<StagedProblems>(),
  version: bigint,
}

/** SQL whether a row is one of those that a parameter names as the API does. */
function isShown(show: string): string {
  return `case ${show} when 'good' then r.status in ('good', 'warning')
                  when 'errors' then r.status = 'error'
                  when 'warnings' then r.problems #>> '{reading,warnings,0,code}' is not null
                                    or r.problems #>> '{planning,warnings,0,code}' is not null
                  when 'unmatched' then r.match ->> 'state' <> 'matched'
                  when 'changes' then jsonb_array_length(r.effects) > 0
                  else true end`
}

/** The numbers of those rows of the import `$1` that `$2` names. */
export const ROW_NUMBERS = statement(`select r.row_no from import_rows r where r.import_id = $1 and ${isShown('$2')}`, {
  row_no: int,
})

/** The last row of data of the import `$1`. */
export const LAST_ROW = statement('select coalesce(max(row_no), 0) as row_no from import_rows where import_id = $1', {
  row_no: int,
})

/** Rows of the import `$1` after the row `$2`, at most `$3`; `$4` says which, as the API names them. */
export const ROWS = statement(
  `select ${ROW_COLUMNS} from import_rows r
    where r.import_id = $1 and r.row_no > $2
      and ${isShown('$4')}
    order by r.row_no limit $3`,
  ROW,
)

/** What was not chosen of a row that has its part: nobody looks at that again while it is written. */
const CHOSEN = `case when r.match ->> 'state' = 'matched' then r.match || '{"candidates": []}' else r.match end`

function rowsAsJson({ cells, match }: { cells: string; match: string }) {
  return statement(
    `select r.row_no,
            json_build_object('row_no', r.row_no, 'status', r.status, 'section', r.section, 'cells', ${cells},
              'fields', r.fields, 'overrides', r.overrides, 'match', ${match}, 'decision', r.decision,
              'effects', r.effects, 'problems', r.problems, 'version', r.version) as row
       from import_rows r where r.import_id = $1 and r.row_no > $2 order by r.row_no limit $3`,
    { row_no: int, row: json<RowOf<typeof ROWS>>() },
  )
}

/**
 * Rows of the import `$1` after the row `$2`, at most `$3`, each as JSON: whole, or as they are written, without the cells of the
 * file and without candidates.
 */
export const JSON_ROWS = {
  whole: rowsAsJson({ cells: 'r.cells', match: 'r.match' }),
  toWrite: rowsAsJson({ cells: "'[]'::json", match: CHOSEN }),
}

/** The rows of the import `$1` for which a person has given values, or has decided. */
export const KEPT_ROWS = statement(
  `select r.row_no, r.cells, r.overrides, r.decision from import_rows r
    where r.import_id = $1 and (r.decision is not null or r.overrides <> '{}')`,
  { row_no: int, cells: texts, overrides: json<Record<string, unknown>>(), decision: nullable(json<Decision>()) },
)

export const ROW_OF_IMPORT = statement(
  `select ${ROW_COLUMNS} from import_rows r where r.import_id = $1 and r.row_no = $2`,
  ROW,
)

export const DELETE_ROWS = statement('delete from import_rows where import_id = $1', {})

/** Adds rows, `$2` as JSON, to the import `$1`. */
export const ADD_ROWS = statement(
  `insert into import_rows (import_id, row_no, status, section, cells, fields, overrides, match, decision, effects, problems)
   select $1, row_no, status, section, array(select json_array_elements_text(cells)), fields, overrides, match, decision,
          effects, problems
     from json_to_recordset($2::json) as given (row_no int, status text, section int, cells json, fields jsonb,
            overrides jsonb, match jsonb, decision jsonb, effects jsonb, problems jsonb)`,
  {},
)

/** Sets what is proposed for rows, `$2` as JSON, of the import `$1`; where `$3`, candidates stay that were not read. */
export const SET_ROWS = statement(
  `update import_rows r set status = given.status, fields = given.fields, overrides = given.overrides,
          match = case when $3::bool and given.match -> 'candidates' = '[]' then r.match || (given.match - 'candidates')
                       else given.match end,
          decision = given.decision, effects = given.effects, problems = given.problems,
          version = r.version + 1
     from json_to_recordset($2::json) as given (row_no int, status text, fields jsonb, overrides jsonb, match jsonb,
            decision jsonb, effects jsonb, problems jsonb)
    where r.import_id = $1 and r.row_no = given.row_no`,
  {},
)

/** Notes for the rows `$2` of the import `$1` the keys `$3` of the parts that they have made. */
export const SET_KEYS = statement(
  `update import_rows r set match = r.match || jsonb_build_object('state', 'matched', 'part_key', given.key),
          version = r.version + 1
     from unnest($2::int[], $3::text[]) as given (row_no, key)
    where r.import_id = $1 and r.row_no = given.row_no`,
  {},
)
