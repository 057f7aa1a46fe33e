/**
 * SQL of the documents of some parts. All are found in one pass through the index in its order, which costs half of a look at the index for
 * each. What else they have to fulfil is asked afterwards: the planner would rather look for all parts that do.
 *
 * @param ids SQL that selects their ids, as `part_id`.
 * @param matches SQL about a document `d`.
 */
export function documentsOf(ids: string, matches: string | null = null): string {
  const found = `select * from part_search_documents d
           where d.part_id = any ((select array_agg(part_id) from (${ids}) i)::int[]) offset 0`
  return matches === null ? found : `select * from (${found}) d where ${matches} offset 0`
}
