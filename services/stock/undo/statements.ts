import { int, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { OPERATION_ROW, readOperations } from './operation-sql.ts'

/**
 * A page of operations: at most `$1`, before the moment `$2` and the id `$3`, since `$4`, with the reason `$5`. Each of
 * them may be null.
 */
const PAGE = `
  where (o.timestamp, o.id) < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    and o.timestamp >= coalesce($4::timestamptz, '-infinity') and ($5::text is null or o.reason = $5)`
const NEWEST_FIRST = 'order by o.timestamp desc, o.id desc limit $1'

/** So many rows of a part or a box are looked at first: their operations are mostly enough for a page. */
export const RECENT_ROWS = 2000
/** Rows of an operation are written later than the operation itself, but not by more than this. */
const LONGEST_OPERATION = "interval '1 hour'"

const PART = '(select id from parts where key = $6 union all select id from retired_parts where key = $6 limit 1)'
/** Of rows `h`. `$7` restricts those of a part to a box. */
const OF_PART = `
  h.part_id = ${PART} and ($7::int is null or split_part(h.location_reference, '-', 1) = $7::int::text)`
const IN_BOX = `split_part(h.location_reference, '-', 1) = $6::int::text`
/** A part is also in operations that changed no stock of it, a box in counts that found what was expected. */
const WITHOUT_ROWS = {
  ofPart: `
  union select p.operation_id from operation_parts p
         where p.part_id = ${PART} and ($7::int is null or exists (
           select from operations c where c.id = p.operation_id and c.effect = 'count' and c.detail ->> 'box_no' = $7::int::text))`,
  inBox: `
  union select c.id from operations c where c.effect = 'count' and c.detail ->> 'box_no' = $6::int::text`,
}

/** Filters by person, after the parameters of the condition. */
const OF_ACTOR = { ofPart: 'and ($8::text is null or o.actor = $8)', inBox: 'and ($7::text is null or o.actor = $7)' }

/**
 * Pages of operations with ledger rows that fulfil a condition: from the latest of these rows, and where their operations do not fill
 * the page and there are more rows, from all of them.
 */
function withRows(condition: string, actor: string, others = '') {
  const retired = `select h.operation_id from retired_quantity_history h where h.operation_id is not null and ${condition}`
  const page = (ids: string, bound = '') =>
    `select o.* from (${ids} union ${retired} ${others}) ids join operations o on o.id = ids.operation_id
     ${PAGE} ${bound} ${actor} ${NEWEST_FIRST}`
  return readOperations(`
    with recent as materialized (
      select h.operation_id, h.timestamp from quantity_history h
       where h.operation_id is not null and ${condition}
         and h.timestamp < coalesce($2::timestamptz + ${LONGEST_OPERATION}, 'infinity')
       order by h.timestamp desc, h.id desc limit ${RECENT_ROWS}
    ), bound as materialized (
      select case when count(*) < ${RECENT_ROWS} then '-infinity' else min(timestamp) end as moment from recent
    ), latest as materialized (
      ${page('select operation_id from recent', 'and o.timestamp >= (select moment from bound)')}
    ), missed as materialized (
      select (select count(*) from latest) < $1 and (select moment from bound) > '-infinity' as are_there
    )
    select * from latest where not (select are_there from missed)
    union all
    select * from (
      ${page(`select h.operation_id from quantity_history h where h.operation_id is not null and ${condition}`)}) everything
     where (select are_there from missed)`)
}

/** Pages of operations, newest first. The filters of the names have the parameters from `$6` on. */
export const OPERATIONS = {
  all: readOperations(`select * from operations o ${PAGE} ${NEWEST_FIRST}`),
  ofActor: readOperations(`select * from operations o ${PAGE} and o.actor = $6 ${NEWEST_FIRST}`),
}
export const OPERATIONS_OF_PART = withRows(OF_PART, OF_ACTOR.ofPart, WITHOUT_ROWS.ofPart)
export const OPERATIONS_IN_BOX = withRows(IN_BOX, OF_ACTOR.inBox, WITHOUT_ROWS.inBox)

/** Where the operation `$1` stands in the order of time. */
export const OPERATION_POSITION = statement('select timestamp::text as moment from operations where id = $1', {
  moment: text(),
})

/** The operation `$1`. */
export const OPERATION = readOperations('select * from operations where id = $1')

/** The operation `$1` with at most `$2` of its rows, those after the row `$3`. */
export const OPERATION_WITH_ROWS = readOperations('select * from operations where id = $1', {
  after: '$3::int',
  limit: '$2::int',
})

/** The effect of the operation `$1`. */
export const EFFECT_OF_OPERATION = statement('select effect from operations where id = $1', {
  effect: nullable(text()),
})

const { id, root, reason, source, effect, detail, turns, part_ids } = OPERATION_ROW

/** The operation `$1` as whoever takes it back needs it, without its rows and what is in the way. */
export const DONE_OPERATION = statement(
  `select o.id, coalesce(o.root, o.id) as root, o.reason, o.source, o.effect, o.detail, o.turns,
          (select coalesce(json_agg(p.part_id order by p.part_id), '[]') from operation_parts p where p.operation_id = o.id) as part_ids
     from operations o where o.id = $1`,
  { id, root, reason, source, effect, detail, turns, part_ids },
)

/** Locks the beginning of the chain of the operation `$1`: only one of a chain is undone at a time. */
export const LOCK_CHAIN = statement(
  'select id from operations where id = (select coalesce(root, id) from operations where id = $1) for no key update',
  { id: uuid },
)

const PARTS = 'select from parts where id in (select part_id from quantity_history where operation_id = $1) order by id'

/** Locks the parts of the operation `$1` against deletion. */
export const KEEP_PARTS = statement(`${PARTS} for key share`, {})

/**
 * Locks the parts of the operation `$1` as those do who receive pieces of them: what they have received is there, or they wait and see
 * what is done again.
 */
export const KEEP_PARTS_TO_RECEIVE = statement(`${PARTS} for no key update`, {})

/** The rows of the ledger of the operation `$1`, also those of deleted parts. */
export const ROWS_OF_OPERATION = statement(
  `select id, part_id as "partId", delta_qty as "deltaQty", split_part(location_reference, '-', 1)::int as "boxNo",
          split_part(location_reference, '-', 2)::int as "locNo", lot, date_code as "dateCode"
     from (select id, part_id, delta_qty, location_reference, lot, date_code from quantity_history where operation_id = $1
           union all
           select id, part_id, delta_qty, location_reference, lot, date_code
             from retired_quantity_history where operation_id = $1) rows
    order by id`,
  { id: int, partId: int, deltaQty: int, boxNo: int, locNo: int, lot: nullable(text()), dateCode: nullable(text()) },
)
