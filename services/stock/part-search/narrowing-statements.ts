import { bool, json, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { completionRows } from './sql/completion-sql.ts'
import { IS_OTHER_MOMENT, momentStep } from './sql/moment-sql.ts'

const COLUMNS = {
  moment: nullable(text()),
  is_right: bool,
  completions: json<[place: number, text: string][]>(),
}

function narrowing(completions: string) {
  return statement(
    `with ${momentStep('$1::text', { tokens: '$2::tsquery', numbers: '$3::text[]' })}
     select moment, not is_other as is_right, ${completions} as completions from moment`,
    COLUMNS,
  )
}

/**
 * Whether a page that was made of an older one is right: the state of the database still is `$1`, and no part passes `$2` or is known
 * to a seller by one of the numbers `$3`.
 */
export const IS_RIGHT = narrowing(`'[]'::json`)

/** The same with what completes the query, `$4` as JSON of `SoughtCompletion`. */
export const IS_RIGHT_WITH_COMPLETIONS = narrowing(`(
  select coalesce(json_agg(json_build_array(c.place, c.text)), '[]')
    from (${completionRows('$4', `not ${IS_OTHER_MOMENT}`)}) c (kind, place, text))`)
