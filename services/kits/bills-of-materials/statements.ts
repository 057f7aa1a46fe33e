import { bigint, int, json, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import { jsonList } from '../../json-list.ts'
import type { BomLine, UnfittedLine } from './schemas.ts'

/** Keys of the alternates of the line `c`, the best first. */
const ALTERNATES = `array(select alternate.key from kit_alternates a join parts alternate on alternate.id = a.part_id
                           where a.kit_content_id = c.id order by a.rank)`
const LINE_COLUMNS = `c.id as kit_content_id, p.key as part_key, c.required_per_unit, c.designators,
  ${ALTERNATES} as alternates, c.note, c.version`

/** The bill of materials of the kit `$1`. */
export const BOM = statement(
  `select k.id as kit_id,
          ${jsonList(`select ${LINE_COLUMNS} from kit_contents c join parts p on p.id = c.part_id
                       where c.kit_id = k.id order by c.id`)} as lines,
          ${jsonList(`select u.id, p.key as part_key, u.quantity, u.designators, u.value, u.note
                        from kit_unfitted u left join parts p on p.id = u.part_id
                       where u.kit_id = k.id order by u.id`)} as unfitted
     from kits k where k.id = $1`,
  { kit_id: int, lines: json<BomLine[]>(), unfitted: json<UnfittedLine[]>() },
)

/** The line `$1` of the kit `$2`. */
export const BOM_LINE = statement(
  `select ${LINE_COLUMNS} from kit_contents c join parts p on p.id = c.part_id where c.id = $1 and c.kit_id = $2`,
  {
    kit_content_id: int,
    part_key: text(),
    required_per_unit: int,
    designators: texts,
    alternates: texts,
    note: nullable(text()),
    version: bigint,
  },
)

/** Sets the designators of the line `$1`, which gets a new version. */
export const SET_DESIGNATORS = statement(
  'update kit_contents set designators = $2::text[], version = version + 1 where id = $1',
  {},
)

export const DELETE_ALTERNATES = statement('delete from kit_alternates where kit_content_id = $1', {})

/** Makes the parts `$2`, the best first, the alternates of the line `$1`. */
export const ADD_ALTERNATES = statement(
  `insert into kit_alternates (kit_content_id, part_id, rank)
   select $1, part_id, rank from unnest($2::int[]) with ordinality as given (part_id, rank)`,
  {},
)
