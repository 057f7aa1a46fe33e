import { bigint, bool, int, nullable, statement, text } from '../../../plugins/database/statement.ts'

/** What was done with each row of the import `$1`, in words. */
const DONE = `(select string_agg(concat_ws(' ', e ->> 'op', e ->> 'entity', e ->> 'ref', e ->> 'field', e ->> 'to'), '; ' order by place)
                 from jsonb_array_elements(r.effects) with ordinality effects (e, place))`
const PROBLEMS = `(select string_agg(concat(p ->> 'code', ': ', p ->> 'message'), '; ' order by place)
                     from jsonb_array_elements(
                            (r.problems #> '{reading,errors}') || (r.problems #> '{planning,errors}')
                            || (r.problems #> '{reading,warnings}') || (r.problems #> '{planning,warnings}'))
                          with ordinality problems (p, place))`

export const REPORT_ROWS = statement(
  `select r.row_no, r.status, r.match ->> 'part_key' as part_key, ${DONE} as done, ${PROBLEMS} as problems
     from import_rows r where r.import_id = $1 order by r.row_no`,
  { row_no: int, status: text(), part_key: nullable(text()), done: nullable(text()), problems: nullable(text()) },
)

/** How many rows the report of the import `$1` has; its texts fit. */
export const REPORT_SIZE = statement(
  `select count(*) as rows, coalesce(bool_or(char_length(${DONE}) > 32767 or char_length(${PROBLEMS}) > 32767), false) as is_too_long
     from import_rows r where r.import_id = $1`,
  { rows: bigint, is_too_long: bool },
)

/** Answers a row when there is an import `$1`. */
export const IMPORT_EXISTS = statement('select from imports where id = $1', {})
