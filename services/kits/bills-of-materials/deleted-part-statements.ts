import { changedInRows } from '../../../plugins/database/change.ts'
import { int, statement } from '../../../plugins/database/statement.ts'
import { counted, type KeptTable, keptTable } from '../../catalogue/retired-parts/kept-table.ts'
import { MAX_ALTERNATES } from './limits.ts'

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

/** Lines are raised in the same statement: whoever edits a line or its kit is told, in whichever way the part goes or comes. */
function touchKits(parts: string) {
  return statement(
    `with raised as (
       update kit_contents set version = version + 1
        where id in (select kit_content_id from kit_alternates where part_id ${parts})
     )
     update kits set updated_at = clock_timestamp() where id in (${kitsWith(parts)}) returning id`,
    { id: int },
    changedInRows('kit', 'id'),
  )
}

/** Locks these kits of the part, or the parts, `$1`. */
export const LOCK_KITS = { one: lockKits(PARTS.one), many: lockKits(PARTS.many) }

/**
 * Marks these kits of the part, or the parts, `$1` as changed now. Lines that have one of the parts as an alternate get a
 * new version.
 */
export const TOUCH_KITS = { one: touchKits(PARTS.one), many: touchKits(PARTS.many) }

const ALTERNATES_OF_LINE = 'from kit_alternates a where a.kit_content_id = r.kit_content_id'

/**
 * A part stands in for the parts of these lines again: with its old rank, or behind the others if that is taken. A line
 * that has got its full number of alternates meanwhile keeps these alone.
 */
export const KEPT_ALTERNATES: KeptTable = {
  ...keptTable('kit_alternates', {
    fits: `exists (select from kit_contents c where c.id = r.kit_content_id)
     and (select count(*) ${ALTERNATES_OF_LINE}) < ${MAX_ALTERNATES}`,
    values: {
      rank: `case when exists (select ${ALTERNATES_OF_LINE} and a.rank = r.rank)
                  then (select max(a.rank) + 1 ${ALTERNATES_OF_LINE}) else r.rank end`,
    },
    leftOut: {
      what: 'kit_alternates',
      because: `their lines were deleted, or have ${MAX_ALTERNATES} other alternates now`,
    },
  }),
  lock: statement(
    `select from kits where id in (
       select c.kit_id from jsonb_populate_recordset(null::kit_alternates, $1::jsonb) r
         join kit_contents c on c.id = r.kit_content_id)
      order by id for no key update`,
    {},
  ),
  afterwards: TOUCH_KITS.one,
}

/** What is not fitted stays when its part is deleted, without the part; it gets the part again. */
export const KEPT_UNFITTED: KeptTable = {
  ...keptTable('kit_unfitted', {
    fits: 'true',
    leftOut: { what: 'kit_unfitted_lines', because: 'they were deleted, or are about other parts now' },
  }),
  lock: statement(
    `select from kits where id in (
       select r.kit_id from jsonb_populate_recordset(null::kit_unfitted, $1::jsonb) r)
      order by id for no key update`,
    {},
  ),
  bringBack: statement(
    counted(
      `update kit_unfitted u set part_id = r.part_id
         from jsonb_populate_recordset(null::kit_unfitted, $1::jsonb) r where u.id = r.id and u.part_id is null`,
    ),
    { count: int },
  ),
  afterwards: TOUCH_KITS.one,
}
