import { notePileStates } from '../inventory/pile-state-sql.ts'

/**
 * SQL for a `with` list that stores when a pile was counted, if there is one, and what it was before. `counted` has
 * the moment.
 *
 * @param values parameters: of the part's id, of the location, and of the operation that has counted it.
 */
export function markCounted(values: { part: string; box: string; location: string; operation: string }): string {
  const { part, box, location, operation } = values
  return `counted as (
     select timestamp as moment from operations where id = ${operation}
   ), pile as (
     select id, part_id, box_no, loc_no, counted_at from part_locations
      where part_id = ${part} and box_no = ${box} and loc_no = ${location}
   ), noted as (${notePileStates(`${operation}::uuid`, 'pile')}
   ), marked as (
     update part_locations l set counted_at = counted.moment from counted
      where l.part_id = ${part} and l.box_no = ${box} and l.loc_no = ${location}
   )`
}

/**
 * SQL that stores what was counted of a pile in the line of a round; it may have been counted before.
 *
 * @param values parameters: the id of the round, null for none; of the part; what was counted, and the operation that has.
 */
export function addLine(values: {
  round: string
  part: string
  location: string
  counted: string
  difference: string
  operation: string
}): string {
  const { round, part, location, counted, difference, operation } = values
  return `insert into counting_round_lines as line (round_id, part_id, loc_no, counted_qty, difference, counted_at)
   select ${round}::int, ${part}::int, ${location}::int, ${counted}::int, ${difference}::int, timestamp
     from operations where id = ${operation} and ${round}::int is not null
   on conflict (round_id, part_id, loc_no) do update
     set counted_qty = excluded.counted_qty, difference = line.difference + excluded.difference,
         counted_at = excluded.counted_at`
}
