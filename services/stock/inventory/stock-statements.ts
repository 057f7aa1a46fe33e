/*
 * Each statement moves stock and writes the ledger together, so the two agree whatever runs beside it. Parameters:
 * `$1` part key, `$2` box number, `$3` location number, `$4` pieces.
 */

/** What `ADD_STOCK` answers; an id that is null was not found, and then nothing was changed. */
export interface AddedRow {
  part_id: number | null
  location_id: number | null
  qty: number | null
  history_id: number | null
}

export const ADD_STOCK = `
  with part as (
    select id from parts where key = $1
  ), place as (
    select id from locations where box_no = $2 and loc_no = $3
  ), stock as (
    insert into part_locations (part_id, box_no, loc_no, location_id, qty)
    select part.id, $2, $3, place.id, $4 from part, place
    on conflict (part_id, box_no, loc_no) do update set qty = part_locations.qty + excluded.qty
    returning part_id, qty
  ), history as (
    insert into quantity_history (part_id, delta_qty, location_reference)
    select part_id, $4, $2::int || '-' || $3::int from stock returning id
  )
  select (select id from part) as part_id, (select id from place) as location_id,
         (select qty from stock) as qty, (select id from history) as history_id`

/** What `REMOVE_STOCK` answers; `history_id` is null when nothing was removed. */
export interface RemovedRow {
  part_id: number | null
  history_id: number | null
}

/** A place that gets empty has no row: zero is never stored. */
export const REMOVE_STOCK = `
  with part as (
    select id from parts where key = $1
  ), lowered as (
    update part_locations l set qty = l.qty - $4 from part
     where l.part_id = part.id and l.box_no = $2 and l.loc_no = $3 and l.qty > $4
    returning l.part_id
  ), emptied as (
    delete from part_locations l using part
     where l.part_id = part.id and l.box_no = $2 and l.loc_no = $3 and l.qty = $4
    returning l.part_id
  ), history as (
    insert into quantity_history (part_id, delta_qty, location_reference)
    select part_id, -$4::int, $2::int || '-' || $3::int
      from (select part_id from lowered union all select part_id from emptied) changed
    returning id
  )
  select (select id from part) as part_id, (select id from history) as history_id`

/** Pieces of part `$1` at `$2`-`$3` now. */
export const STOCK_AT = `
  select l.qty from part_locations l join parts p on p.id = l.part_id
   where p.key = $1 and l.box_no = $2 and l.loc_no = $3`

/** Locks what a move of part `$1` between `$2`-`$3` and `$4`-`$5` changes, the lower address first. */
export const LOCK_FOR_MOVE = `
  select 1 from part_locations l join parts p on p.id = l.part_id
   where p.key = $1 and (l.box_no, l.loc_no) in (($2, $3), ($4, $5))
   order by l.box_no, l.loc_no for update of l`
