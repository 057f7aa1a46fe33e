/**
 * SQL for a `with` list that adds pieces to what a line has received, and marks its list as changed.
 *
 * @param values parameters: the line, its list, the pieces.
 */
export function addReceived(values: { line: string; list: string; pieces: string }): string {
  const { line, list, pieces } = values
  return `received_line as (
     update shopping_list_lines set received = received + ${pieces} where id = ${line}
   ), touched_list as (
     update shopping_lists set updated_at = clock_timestamp() where id = ${list}
   )`
}
