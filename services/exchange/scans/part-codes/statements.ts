import { bool, int, statement, text } from '../../../../plugins/database/statement.ts'
import { keptTable } from '../../../catalogue/retired-parts/kept-table.ts'

const COLUMNS = 'c.id, c.code, iso_utc(c.created_at) as created_at'
const ROW = { id: int, code: text(), created_at: text() }

/** The codes of the part `$1`, the oldest first. */
export const CODES_OF_PART = statement(`select ${COLUMNS} from part_codes c where c.part_id = $1 order by c.id`, ROW)

/** Gives the part `$1` the code `$2`. It answers no row when a part has it already. */
export const ADD_CODE = statement(
  `with c as (insert into part_codes (part_id, code) values ($1, $2) on conflict (code) do nothing returning *)
   select ${COLUMNS} from c`,
  ROW,
)

/** The key of the part that has the code `$1`. */
export const OWNER_OF_CODE = statement(
  'select p.key from part_codes c join parts p on p.id = c.part_id where c.code = $1',
  { key: text() },
)

/** Deletes the code `$1` if it is one of the part `$2`. */
export const DELETE_CODE = statement('delete from part_codes where id = $1 and part_id = $2 returning id', { id: int })

/**
 * SQL that gives parts their codes, each with the operation that remembers it; answers the rows that their parts have now. A code that its part has by
 * an operation has one more; one that a person has given it needs none.
 *
 * @param rows SQL for part, code and operation, the last in an array.
 */
export function rememberCode(rows: string): string {
  return `
    insert into part_codes as known (part_id, code, remembered_by) ${rows}
    on conflict (code) do update
      set remembered_by = case when known.remembered_by is not null then known.remembered_by || excluded.remembered_by end
      where known.part_id = excluded.part_id
    returning id`
}

/** The part with the key `$1` and the code `$2`. */
const CODE_OF_PART = 'c.code = $2::text and c.part_id = (select id from parts where key = $1)'
/** Whether only the operation `$3` has remembered a code. */
const BY_IT_ALONE = 'c.remembered_by <@ array[$3::uuid]'

/** Takes the code `$2` off the part with the key `$1`, unless a person has given it, or another operation than `$3` has remembered it as well. */
export const FORGET_CODE = statement(
  `with others as (
     update part_codes c set remembered_by = array_remove(c.remembered_by, $3::uuid)
      where ${CODE_OF_PART} and not ${BY_IT_ALONE}
   )
   delete from part_codes c where ${CODE_OF_PART} and ${BY_IT_ALONE}`,
  {},
)

/** Whether `FORGET_CODE` would take the code off its part. */
export const IS_CODE_FORGOTTEN = statement(
  `select exists (select from part_codes c where ${CODE_OF_PART} and ${BY_IT_ALONE}) as "isForgotten"`,
  { isForgotten: bool },
)

/** Whether a part has the code `$1`. */
export const IS_CODE_THERE = statement('select exists (select from part_codes where code = $1) as "isThere"', {
  isThere: bool,
})

/** Gives the part with the key `$1` the code `$2` by the operation `$3`, unless another one has it; answers whether this part has it now. */
export const REMEMBER_CODE = statement(
  `with added as (${rememberCode('select id, $2::text, array[$3::uuid] from parts where key = $1')})
   select exists (select from added) as "isThere"`,
  { isThere: bool },
)

/** Codes go and come back with their part. */
export const KEPT_CODES = keptTable('part_codes', {
  fits: 'true',
  leftOut: { what: 'codes', because: 'they belong to other parts now' },
})
