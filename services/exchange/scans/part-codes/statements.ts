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

/** Takes the code `$2` off the part with the key `$1`, unless another part has it. */
export const FORGET_CODE = statement(
  'delete from part_codes where code = $2 and part_id = (select id from parts where key = $1)',
  {},
)

/** Gives the part with the key `$1` the code `$2`, unless a part has it; answers whether this part has it now. */
export const REMEMBER_CODE = statement(
  `with added as (
     insert into part_codes (part_id, code) select id, $2::text from parts where key = $1
     on conflict (code) do nothing returning 1
   )
   select exists (select from added)
          or exists (select from part_codes c join parts p on p.id = c.part_id where p.key = $1 and c.code = $2::text)
          as "isThere"`,
  { isThere: bool },
)

/** Codes go and come back with their part. */
export const KEPT_CODES = keptTable('part_codes', {
  fits: 'true',
  leftOut: { what: 'codes', because: 'they belong to other parts now' },
})
