import { bigint, bool, int, json, nullable, statement } from '../../../plugins/database/statement.ts'
import { LEDGER_COLUMNS, ledgerValues, writeOperation } from '../operations/operation-sql.ts'
import { changedPiles } from './changed-piles.ts'
import { notePileStates } from './pile-state-sql.ts'

/** Locks the piles of the parts `$1` in the locations `$2`-`$3`, and answers each with its pieces. */
export const LOCK_PILES = statement(
  `with wanted as (
     select distinct w.* from unnest($1::int[], $2::int[], $3::int[]) w(part_id, box_no, loc_no)
   ), locked as (
     select l.part_id, l.box_no, l.loc_no, l.qty from part_locations l join wanted using (part_id, box_no, loc_no)
      order by l.part_id, l.box_no, l.loc_no for update of l
   )
   select w.part_id as "partId", w.box_no as "boxNo", w.loc_no as "locNo", coalesce(locked.qty, 0) as qty,
          place.id is not null as "hasLocation"
     from wanted w
     left join locked using (part_id, box_no, loc_no)
     left join locations place using (box_no, loc_no)
    order by w.part_id, w.box_no, w.loc_no`,
  { partId: nullable(int), boxNo: nullable(int), locNo: nullable(int), qty: int, hasLocation: bool },
)

/** The id of the operation `$7`. */
const OPERATION_ID = "($7::jsonb ->> 'id')::uuid"

/**
 * Changes piles, and writes a row of the ledger for each change in their order: parts `$1`, locations `$2`-`$3`, pieces
 * `$4`, lots `$5` and date codes `$6`, of the operation `$7`.
 *
 * `missed` counts the piles that were not changed: with fewer pieces than are taken, or without a location. The locations
 * of new piles are kept in the order of their addresses, as others lock them: the foreign key would keep them in that of parts.
 */
export const CHANGE_PILES = statement(
  `with wanted as (
     select w.* from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[])
            with ordinality w(part_id, box_no, loc_no, delta, lot, date_code, place)
   ), net as (
     select part_id, box_no, loc_no, sum(delta) as delta from wanted group by part_id, box_no, loc_no
     having sum(delta) <> 0
   ), emptied as (
     delete from part_locations l using net
      where l.part_id = net.part_id and l.box_no = net.box_no and l.loc_no = net.loc_no and l.qty = -net.delta
     returning l.id, l.part_id, l.box_no, l.loc_no, l.counted_at
   ), noted as (${notePileStates(OPERATION_ID, 'emptied')}
   ), lowered as (
     update part_locations l set qty = l.qty + net.delta from net
      where l.part_id = net.part_id and l.box_no = net.box_no and l.loc_no = net.loc_no
        and net.delta < 0 and l.qty > -net.delta
     returning 1
   ), more as (
     select net.part_id, net.box_no, net.loc_no, place.id as location_id, net.delta
       from net join locations place using (box_no, loc_no)
      where net.delta > 0 order by net.box_no, net.loc_no for key share of place
   ), raised as (
     insert into part_locations (part_id, box_no, loc_no, location_id, qty)
     select part_id, box_no, loc_no, location_id, delta from more order by part_id, box_no, loc_no
     on conflict (part_id, box_no, loc_no) do update set qty = part_locations.qty + excluded.qty
     returning 1
   ), operation as (${writeOperation('$7', 'wanted')}
   ), written as (
     insert into quantity_history (part_id, delta_qty, location_reference, ${LEDGER_COLUMNS})
     select part_id, delta, box_no || '-' || loc_no, ${ledgerValues('$7', { lot: 'lot', dateCode: 'date_code' })}
       from wanted order by place
     returning id
   )
   select (select count(*) from net) - (select count(*) from emptied) - (select count(*) from lowered)
            - (select count(*) from raised) as missed,
          exists (select from operation) as "isNewOperation",
          (select coalesce(json_agg(id order by id), '[]') from written) as "historyIds",
          (select coalesce(json_agg(key), '[]') from parts where id in (select part_id from wanted)) as "partKeys"`,
  { missed: bigint, isNewOperation: bool, historyIds: json<number[]>(), partKeys: json<string[]>() },
  changedPiles,
)
