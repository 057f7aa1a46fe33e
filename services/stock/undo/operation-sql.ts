import { float, int, json, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { type GonePart, MOST_NAMED } from '../../catalogue/retired-parts/gone-parts.ts'
import { keyOfPart } from '../../catalogue/retired-parts/key-sql.ts'
import type { Reason } from '../operations/reasons.ts'
import type { OperationRow } from './schemas.ts'

/** The key of the part of a row of the ledger: it is there as long as the row is in the ledger of parts that are. */
function keyOfRow({ part_id, is_retired }: { part_id: string; is_retired: string }): string {
  return `case when ${is_retired} then (select key from retired_parts where id = ${part_id})
               else (select key from parts where id = ${part_id}) end`
}

/** SQL for an array of the operations on the page: one walk through an index finds what belongs to all of them. */
const OF_PAGE = 'array(select id from page)'

const COLUMNS = 'operation_id, id, part_id, delta_qty, location_reference, timestamp, lot, date_code, reason'

/** Common table `moved`: the rows of the ledger of the operations in `page`, those of deleted parts included. */
const MOVED = `
  moved as materialized (
    select ${COLUMNS}, false as is_retired from quantity_history where operation_id = any (${OF_PAGE})
    union all select ${COLUMNS}, true from retired_quantity_history where operation_id = any (${OF_PAGE}))`

/** Which rows of each operation are shown. */
interface ShownRows {
  /** SQL for the id of the last row before them. */
  after: string
  /** SQL for their number. */
  limit: string
}

/** Common tables after `moved`: how many rows and pieces each operation has, and those that are shown as JSON. */
function shownRows({ after, limit }: ShownRows): string {
  return `
  totals as materialized (
    select operation_id, count(*)::int as row_count, sum(delta_qty)::float8 as net_pieces from moved group by operation_id),
  shown as materialized (
    select h.operation_id,
           json_agg(json_build_object(
             'id', h.id, 'part_key', ${keyOfRow({ part_id: 'h.part_id', is_retired: 'h.is_retired' })}, 'delta_qty', h.delta_qty,
             'location_reference', h.location_reference, 'timestamp', iso_utc(h.timestamp), 'operation_id', o.id,
             'reason', h.reason, 'actor', o.actor, 'actor_name', o.actor_name, 'source', o.source, 'note', o.note,
             'lot', h.lot, 'date_code', h.date_code) order by h.id) as rows
      from (select *, row_number() over (partition by operation_id order by id) as place from moved where id > ${after}) h
      join page o on o.id = h.operation_id
     where h.place <= ${limit}
     group by h.operation_id)`
}

/** Common table `about`: the parts of operations in `page` that have no row of the ledger, by their ids and the first keys. */
const ABOUT = `
  about as materialized (
    select operation_id, json_agg(part_id order by part_id) as part_ids,
           json_agg(${keyOfPart('part_id')} order by part_id) filter (where place <= 20) as part_keys
      from (select operation_id, part_id, row_number() over (partition by operation_id order by part_id) as place
              from operation_parts where operation_id = any (${OF_PAGE})) listed
     group by operation_id)`

const IS_TAKEN = 'not is_retired and delta > coalesce(qty, 0)'
const IS_FULL = `not is_retired and coalesce(qty, 0) - delta > ${INT4_MAX}`

/**
 * Common table `stock`, after `moved`: what is in the way of taking the stock of each operation back. Parts that were deleted, too
 * few pieces, more than a pile can have, or a location that is gone; only the first of each of these. A pile shows that its location is
 * there. Piles are looked up one by one, however many the planner takes them for.
 */
const STOCK_OBSTACLES = `
  piles as materialized (
    select n.*, l.qty
      from (select operation_id, part_id, is_retired, location_reference as place, sum(delta_qty) as delta,
                   split_part(location_reference, '-', 1)::int as box_no, split_part(location_reference, '-', 2)::int as loc_no
              from moved group by operation_id, part_id, is_retired, location_reference) n
      left join lateral (
        select l.qty from part_locations l
         where not n.is_retired and l.part_id = n.part_id and l.box_no = n.box_no and l.loc_no = n.loc_no limit 1) l on true),
  stock as materialized (
    select operation_id,
           array_agg(distinct part_id) filter (where is_retired) as gone_ids,
           min(case when ${IS_TAKEN} then place || ' ' || (select key from parts p where p.id = part_id) end) as short_pile,
           min(case when ${IS_FULL} then place || ' ' || (select key from parts p where p.id = part_id) end) as full_pile,
           min(case when delta < 0 and qty is null and not exists (
                      select from locations l where l.box_no = piles.box_no and l.loc_no = piles.loc_no)
                    then place end) as lost_place
      from piles group by operation_id)`

/** The first of the deleted parts of an operation: one more than are named, since one of them may come back with it. */
const GONE = `
  coalesce(case when stock.gone_ids is not null then (
    select json_agg(gone order by gone.key)
      from (select r.key, left(r.description, 500) as description, r.merged_into
              from retired_parts r where r.id = any (stock.gone_ids) order by r.key limit ${MOST_NAMED + 1}) gone) end, '[]')`

/** Common table `last`: the last operations of the chains that those in `page` begin or belong to. */
const CHAINS = `
  last as materialized (
    select distinct on (root) root, id, turns from operations
     where root = any (array(select coalesce(root, id) from page))
     order by root, timestamp desc, id desc)`

/** What statements on operations answer. */
export const OPERATION_ROW = {
  id: uuid,
  timestamp: text(),
  reason: text<Reason>(),
  actor: nullable(text()),
  actor_name: nullable(text()),
  source: nullable(text()),
  note: nullable(text()),
  effect: nullable(text()),
  detail: nullable(json<Record<string, unknown>>()),
  undoes: nullable(uuid),
  undone_by: nullable(uuid),
  root: uuid,
  root_reason: nullable(text<Reason>()),
  turns: int,
  part_ids: json<number[]>(),
  part_keys: json<string[]>(),
  row_count: int,
  net_pieces: float,
  rows: json<OperationRow[]>(),
  gone_parts: json<GonePart[]>(),
  gone_count: int,
  short_pile: nullable(text()),
  full_pile: nullable(text()),
  lost_place: nullable(text()),
}

/**
 * A statement that reads operations with their rows and with what is in the way of undoing them. What belongs to the
 * operations of a page is read for all of them at once, and once: the planner, who takes them for one, would else read it for each.
 *
 * @param page SQL that selects from `operations o`.
 */
export function readOperations(page: string, rows: ShownRows = { after: '0', limit: '20' }) {
  return statement(
    `with page as materialized (${page}), ${MOVED}, ${shownRows(rows)}, ${ABOUT}, ${STOCK_OBSTACLES}, ${CHAINS}
     select o.id, iso_utc(o.timestamp) as timestamp, o.reason, o.actor, o.actor_name, o.source, o.note, o.effect, o.detail,
            o.undoes, case when last.turns % 2 <> o.turns % 2 then last.id end as undone_by,
            coalesce(o.root, o.id) as root, root.reason as root_reason, o.turns,
            coalesce(about.part_ids, '[]') as part_ids, coalesce(about.part_keys, '[]') as part_keys,
            coalesce(totals.row_count, 0) as row_count, coalesce(totals.net_pieces, 0) as net_pieces,
            coalesce(shown.rows, '[]') as rows, ${GONE} as gone_parts, coalesce(cardinality(stock.gone_ids), 0) as gone_count,
            stock.short_pile, stock.full_pile, stock.lost_place
       from page o
       left join operations root on root.id = o.root
       left join last on last.root = coalesce(o.root, o.id)
       left join totals on totals.operation_id = o.id
       left join shown on shown.operation_id = o.id
       left join about on about.operation_id = o.id
       left join stock on stock.operation_id = o.id
      order by o.timestamp desc, o.id desc`,
    OPERATION_ROW,
  )
}
