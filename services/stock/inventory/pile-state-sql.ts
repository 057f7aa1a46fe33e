/**
 * SQL for a `with` list that notes what piles were before an operation emptied or counted them. What was noted first stays:
 * it is how they were before the operation.
 *
 * @param operation SQL for the operation's id.
 * @param from the common table of the piles, with `id`, `part_id`, `box_no`, `loc_no` and `counted_at`.
 */
export function notePileStates(operation: string, from: string): string {
  return `insert into pile_states (operation_id, part_id, box_no, loc_no, pile_id, counted_at)
     select ${operation}, part_id, box_no, loc_no, id, counted_at from ${from}
     on conflict do nothing`
}
