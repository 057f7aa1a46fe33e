/**
 * SQL that answers the rows of a query as a list in JSON, empty where there is none: what belongs together is read in
 * one statement, and so of one moment.
 *
 * @param query SQL with its order.
 */
export function jsonList(query: string): string {
  return `(select coalesce(json_agg(item), '[]') from (${query}) item)`
}
