import { float, int, json, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { keyOfPart } from '../../catalogue/retired-parts/key-sql.ts'
import type { Reason } from '../operations/reasons.ts'
import type { OperationRow } from './schemas.ts'

const COLUMNS = 'id, part_id, delta_qty, location_reference, timestamp, lot, date_code, reason'

/** The rows of the ledger of the operation `o`, those of deleted parts included. */
const ROWS = `
  (select ${COLUMNS}, false as is_retired from quantity_history where operation_id = o.id
   union all select ${COLUMNS}, true from retired_quantity_history where operation_id = o.id)`

/** The rows of `o` as JSON. @param page SQL that restricts rows `h`, and their number. */
function rowsJson(page: string): string {
  return `
    (select coalesce(json_agg(json_build_object(
              'id', h.id, 'part_key', ${keyOfPart('h.part_id')}, 'delta_qty', h.delta_qty,
              'location_reference', h.location_reference, 'timestamp', iso_utc(h.timestamp), 'operation_id', o.id,
              'reason', h.reason, 'actor', o.actor, 'actor_name', o.actor_name, 'source', o.source, 'note', o.note,
              'lot', h.lot, 'date_code', h.date_code) order by h.id), '[]')
       from (select * from ${ROWS} h ${page}) h)`
}

/**
 * What is in the way of taking the stock of `o` back, as `stock`: a part that was deleted, too few pieces, more than a pile can
 * have, or a location that is gone. Only the first of each.
 */
const STOCK_OBSTACLES = `
  left join lateral (
    select min(${keyOfPart('net.part_id')}) filter (where net.is_retired) as deleted_key,
           min(net.place || ' ' || net.key) filter (where net.key is not null and net.delta > coalesce(net.qty, 0)) as short_pile,
           min(net.place || ' ' || net.key) filter (where net.key is not null and coalesce(net.qty, 0) - net.delta > ${INT4_MAX}) as full_pile,
           min(net.place) filter (where net.delta < 0 and not net.has_location) as lost_place
      from (select n.*, p.key, l.qty, exists (
                     select from locations place
                      where place.box_no = split_part(n.place, '-', 1)::int and place.loc_no = split_part(n.place, '-', 2)::int
                   ) as has_location
              from (select h.part_id, h.is_retired, h.location_reference as place, sum(h.delta_qty) as delta
                      from ${ROWS} h group by h.part_id, h.is_retired, h.location_reference) n
              left join parts p on p.id = n.part_id
              left join part_locations l on l.part_id = n.part_id and l.box_no = split_part(n.place, '-', 1)::int
                                        and l.loc_no = split_part(n.place, '-', 2)::int) net
  ) stock on true`

/** The beginning of the chain of `o`, and the last operation of it. */
const CHAIN = `
  left join operations root on root.id = o.root
  left join lateral (
    select later.id, later.turns from operations later where later.root = coalesce(o.root, o.id)
     order by later.timestamp desc, later.id desc limit 1
  ) last on true`

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
  deleted_key: nullable(text()),
  short_pile: nullable(text()),
  full_pile: nullable(text()),
  lost_place: nullable(text()),
}

/**
 * A statement that reads operations with their rows and with what is in the way of undoing them.
 *
 * @param page SQL that selects from `operations o`.
 * @param rows SQL that restricts the rows `h` of each.
 */
export function readOperations(page: string, rows = 'order by h.id limit 20') {
  return statement(
    `select o.id, iso_utc(o.timestamp) as timestamp, o.reason, o.actor, o.actor_name, o.source, o.note, o.effect, o.detail,
            o.undoes, case when last.turns % 2 <> o.turns % 2 then last.id end as undone_by,
            coalesce(o.root, o.id) as root, root.reason as root_reason, o.turns,
            (select coalesce(json_agg(part_id order by part_id), '[]')
               from operation_parts where operation_id = o.id) as part_ids,
            (select coalesce(json_agg(${keyOfPart('first.part_id')} order by first.part_id), '[]')
               from (select part_id from operation_parts where operation_id = o.id order by part_id limit 20) first
            ) as part_keys,
            (select count(*) from quantity_history where operation_id = o.id)::int
              + (select count(*) from retired_quantity_history where operation_id = o.id)::int as row_count,
            (select coalesce(sum(delta_qty), 0)::float8 from ${ROWS} h) as net_pieces,
            ${rowsJson(rows)} as rows, stock.deleted_key, stock.short_pile, stock.full_pile, stock.lost_place
       from (${page}) o ${STOCK_OBSTACLES} ${CHAIN}
      order by o.timestamp desc, o.id desc`,
    OPERATION_ROW,
  )
}
