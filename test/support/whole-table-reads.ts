import type pg from 'pg'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

const READS = /^(?:Seq Scan|Index Scan|Index Only Scan|Bitmap Index Scan|Sample Scan)$/

/**
 * The tables that a plan reads as a whole. A read of an index without a condition is one as well, unless somebody above
 * takes only the first rows.
 */
function wholeReads(plan: Plan, table: string | undefined, isLimited: boolean): string[] {
  const { 'Node Type': node, 'Relation Name': relation = table, Plans: children = [] } = plan
  const limited = node === 'Limit' || (isLimited && node !== 'Sort' && node !== 'Aggregate')
  const isWhole =
    READS.test(node) &&
    (node === 'Seq Scan' || (plan['Index Cond'] === undefined && !limited && relation !== undefined))
  const own = isWhole && relation !== undefined ? [relation] : []
  return [...own, ...children.flatMap((child) => wholeReads(child, relation, limited))]
}

/**
 * Which tables a statement reads from the first row to the last, whatever its parameters are: for these, no index serves it.
 * The planner is told not to do so where there is another way, also in joins, so the answer does not depend on how many rows
 * there are.
 *
 * @param client a connection to a migrated database.
 */
export async function findWholeTableReads(client: pg.Client, text: string): Promise<string[]> {
  await client.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off')
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
    // Through the simple protocol, which leaves the parameters alone.
    text: `explain (generic_plan, format json) ${text}`,
  })
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (plan === undefined) throw new Error('no plan')
  return [...new Set(wholeReads(plan, undefined, false))].sort()
}
