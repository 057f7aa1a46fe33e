/**
 * SQL for a `with` list that stores when a pile was counted, if there is one. `counted` has the moment.
 *
 * @param values parameters: of the part's id, of the location, and of the operation that has counted it.
 */
export function markCounted(values: { part: string; box: string; location: string; operation: string }): string {
  const { part, box, location, operation } = values
  return `counted as (
     select timestamp as moment from operations where id = ${operation}
   ), marked as (
     update part_locations l set counted_at = counted.moment from counted
      where l.part_id = ${part} and l.box_no = ${box} and l.loc_no = ${location}
   )`
}
