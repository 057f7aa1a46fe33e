import { changedInRows } from '../../../plugins/database/change.ts'
import { int, json, nullable, statement, text, texts } from '../../../plugins/database/statement.ts'
import type { PartEdit } from './schemas.ts'

const EDITED = {
  id: int,
  key: text(),
  type_id: nullable(int),
  manufacturer: nullable(text()),
  package: nullable(text()),
  mounting_type: nullable(text()),
  tags: nullable(texts),
}
const COLUMNS = 'id, key, type_id, manufacturer, package, mounting_type, tags'

/** The parts with the keys `$1`. */
export const EDITED_PARTS = statement(`select ${COLUMNS} from parts where key = any ($1::text[]) order by id`, EDITED)

/** The same, which nobody else changes until the unit of work ends. */
export const LOCK_EDITED_PARTS = statement(
  `select ${COLUMNS} from parts where key = any ($1::text[]) order by id for no key update`,
  EDITED,
)

/** Answers a row when there is a type `$1`; it cannot be deleted until the unit of work ends. */
export const KEEP_TYPE = statement('select from types where id = $1 for key share', {})

/** What the operation `$1`, an edit of parts, has changed. */
export const EDITS_OF_OPERATION = statement(
  `select detail -> 'parts' as parts from operations where id = $1 and effect = 'part-edit'`,
  { parts: json<PartEdit[]>() },
)

/** The types `$1` that exist. */
export const KNOWN_TYPES = statement('select id from types where id = any ($1::int[])', { id: int })

/** Writes the fields of the parts `$1`, a list in JSON. */
export const WRITE_EDITED_PARTS = statement(
  `update parts p
      set type_id = e.type_id, manufacturer = e.manufacturer, package = e.package, mounting_type = e.mounting_type,
          tags = e.tags
     from jsonb_to_recordset($1::jsonb)
          e(id int, type_id int, manufacturer text, package text, mounting_type text, tags text[])
    where p.id = e.id
   returning p.key`,
  { key: text() },
  changedInRows('part', 'key'),
)
