import { changedInRows } from '../../../plugins/database/change.ts'
import { int, statement } from '../../../plugins/database/statement.ts'
import { type KeptTable, keptTable } from '../../catalogue/retired-parts/kept-table.ts'

/** One part, or a list of parts. */
const PARTS = { one: '= $1', many: '= any ($1::int[])' }

/** The kits whose lines have one of the parts as an alternate, or which leave it unfitted. */
function kitsWith(parts: string): string {
  return `select c.kit_id from kit_alternates a join kit_contents c on c.id = a.kit_content_id where a.part_id ${parts}
          union select kit_id from kit_unfitted where part_id ${parts}`
}

function lockKits(parts: string) {
  return statement(`select from kits where id in (${kitsWith(parts)}) order by id for no key update`, {})
}

function raiseLines(parts: string) {
  return statement(
    `update kit_contents set version = version + 1
      where id in (select kit_content_id from kit_alternates where part_id ${parts})`,
    {},
  )
}

function touchKits(parts: string) {
  return statement(
    `update kits set updated_at = clock_timestamp() where id in (${kitsWith(parts)}) returning id`,
    { id: int },
    changedInRows('kit', 'id'),
  )
}

/** Locks these kits of the part, or the parts, `$1`. */
export const LOCK_KITS = { one: lockKits(PARTS.one), many: lockKits(PARTS.many) }

/** Gives the lines that have the part, or one of the parts, `$1` as an alternate a new version. */
export const RAISE_LINES = { one: raiseLines(PARTS.one), many: raiseLines(PARTS.many) }

/** Marks these kits of the part, or the parts, `$1` as changed now. */
export const TOUCH_KITS = { one: touchKits(PARTS.one), many: touchKits(PARTS.many) }

const ALTERNATES_OF_LINE = 'from kit_alternates a where a.kit_content_id = r.kit_content_id'

/** A part stands in for the parts of these lines again: with its old rank, or behind the others if that is taken. */
export const KEPT_ALTERNATES: KeptTable = {
  ...keptTable('kit_alternates', 'exists (select from kit_contents c where c.id = r.kit_content_id)', {
    rank: `case when exists (select ${ALTERNATES_OF_LINE} and a.rank = r.rank)
                then (select max(a.rank) + 1 ${ALTERNATES_OF_LINE}) else r.rank end`,
  }),
  lock: statement(
    `select from kits where id in (
       select c.kit_id from jsonb_populate_recordset(null::kit_alternates, $1::jsonb) r
         join kit_contents c on c.id = r.kit_content_id)
      order by id for no key update`,
    {},
  ),
  afterwards: RAISE_LINES.one,
}

/** What is not fitted stays when its part is deleted, without the part; it gets the part again. */
export const KEPT_UNFITTED: KeptTable = {
  ...keptTable('kit_unfitted', 'true'),
  lock: statement(
    `select from kits where id in (
       select r.kit_id from jsonb_populate_recordset(null::kit_unfitted, $1::jsonb) r)
      order by id for no key update`,
    {},
  ),
  bringBack: statement(
    `update kit_unfitted u set part_id = r.part_id
       from jsonb_populate_recordset(null::kit_unfitted, $1::jsonb) r where u.id = r.id and u.part_id is null`,
    {},
  ),
  afterwards: TOUCH_KITS.one,
}
