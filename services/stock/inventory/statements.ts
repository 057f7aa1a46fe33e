import { bool, int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { LEDGER_COLUMNS, ledgerValues, writeOperation } from '../operations/operation-sql.ts'
import { changedPile } from './changed-piles.ts'
import { notePileStates } from './pile-state-sql.ts'

/*
 * ADD_STOCK and REMOVE_STOCK move stock and write the ledger in one statement, so the two agree whatever runs at the
 * same time. Parameters: `$1` part key, `$2` box number, `$3` location number, `$4` pieces, `$5` the operation, which
 * is written with its first row of the ledger, `$6` lot and `$7` date code of the bag.
 */

const WHY = ledgerValues('$5', { lot: '$6', dateCode: '$7' })

/** @param lock SQL for how the part is locked. */
function addStock(lock: string) {
  return statement(
    `with part as (
     select id from parts where key = $1${lock}
   ), place as (
     select id from locations where box_no = $2 and loc_no = $3
   ), stock as (
     insert into part_locations (part_id, box_no, loc_no, location_id, qty)
     select part.id, $2, $3, place.id, $4 from part, place
     on conflict (part_id, box_no, loc_no) do update set qty = part_locations.qty + excluded.qty
     returning part_id, qty
   ), operation as (${writeOperation('$5', 'stock')}
   ), history as (
     insert into quantity_history (part_id, delta_qty, location_reference, ${LEDGER_COLUMNS})
     select part_id, $4, $2::int || '-' || $3::int, ${WHY} from stock returning id
   )
   select (select id from part) as part_id, (select id from place) as location_id,
          (select qty from stock) as qty, (select id from history) as history_id,
          exists (select from operation) as is_new_operation`,
    {
      part_id: nullable(int),
      location_id: nullable(int),
      qty: nullable(int),
      history_id: nullable(int),
      is_new_operation: bool,
    },
    changedPile,
  )
}

/** Adds pieces. An id that it answers as null was not found, and then nothing was changed. */
export const ADD_STOCK = addStock('')

/**
 * The same for pieces that are received. Others who receive the part, imports included, wait until the end of the transaction: each
 * sees what the one before has received.
 */
export const ADD_RECEIVED = addStock(' for no key update')

/**
 * Takes pieces out. A place that becomes empty has no row: zero is never stored. `history_id` is null when nothing was
 * removed.
 */
export const REMOVE_STOCK = statement(
  `with part as (
     select id from parts where key = $1
   ), lowered as (
     update part_locations l set qty = l.qty - $4 from part
      where l.part_id = part.id and l.box_no = $2 and l.loc_no = $3 and l.qty > $4
     returning l.part_id
   ), emptied as (
     delete from part_locations l using part
      where l.part_id = part.id and l.box_no = $2 and l.loc_no = $3 and l.qty = $4
     returning l.id, l.part_id, l.box_no, l.loc_no, l.counted_at
   ), noted as (${notePileStates("($5::jsonb ->> 'id')::uuid", 'emptied')}
   ), changed as (
     select part_id from lowered union all select part_id from emptied
   ), operation as (${writeOperation('$5', 'changed')}
   ), history as (
     insert into quantity_history (part_id, delta_qty, location_reference, ${LEDGER_COLUMNS})
     select part_id, -$4::int, $2::int || '-' || $3::int, ${WHY} from changed returning id
   )
   select (select id from part) as part_id, (select id from history) as history_id,
          exists (select from operation) as is_new_operation`,
  { part_id: nullable(int), history_id: nullable(int), is_new_operation: bool },
  changedPile,
)

/** Pieces of part `$1` at `$2`-`$3` now. */
export const STOCK_AT = statement(
  `select l.qty from part_locations l join parts p on p.id = l.part_id
    where p.key = $1 and l.box_no = $2 and l.loc_no = $3`,
  { qty: int },
)

/** Locks what a move of part `$1` between `$2`-`$3` and `$4`-`$5` changes, the lower address first. */
export const LOCK_FOR_MOVE = statement(
  `select from part_locations l join parts p on p.id = l.part_id
    where p.key = $1 and (l.box_no, l.loc_no) in (($2, $3), ($4, $5))
    order by l.box_no, l.loc_no for update of l`,
  {},
)

/** The stock of the part with the id `$1` and the key `$2`, by address. */
export const STOCK_OF_PART = statement(
  `select $2::text as key, box_no, loc_no, qty, iso_utc(counted_at) as counted_at
     from part_locations where part_id = $1 order by box_no, loc_no`,
  { key: text(), box_no: int, loc_no: int, qty: int, counted_at: nullable(text()) },
)

/** Answers a row when there are pieces of the part `$1`. */
export const PIECE_OF_PART = statement('select from part_locations where part_id = $1 limit 1', {})

/** The first of the parts `$1` that is in stock. */
export const STOCKED_PART = statement(
  `select p.key from parts p
    where p.id = any ($1::int[]) and exists (select from part_locations l where l.part_id = p.id) order by p.key limit 1`,
  { key: text() },
)

/** Those of the parts `$1` that are in stock. */
export const STOCKED_PARTS = statement('select distinct part_id from part_locations where part_id = any ($1::int[])', {
  part_id: int,
})
