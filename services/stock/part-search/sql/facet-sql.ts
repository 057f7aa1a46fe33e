import type { FacetName } from '../../../catalogue/search-rules/query/facet-filter.ts'

const STOCK = 'exists (select from part_locations l where l.part_id = p.id)'

/** SQL for the values of a part `p` with its document `d`, and for how the part writes its own one. */
const VALUES: Readonly<Record<FacetName, readonly [values: string, written: string]>> = {
  type: ['array[p.type_id::text]', 'null'],
  package: [
    `(select array_agg(token order by token) from unnest(tsvector_to_array(d.tokens)) token where token like 'k:%')`,
    'p.package',
  ],
  manufacturer: ['array[p.manufacturer]', 'null'],
  tag: ['p.tags', 'null'],
  box: ['(select array_agg(distinct l.box_no::text) from part_locations l where l.part_id = p.id)', 'null'],
  seller: [
    '(select array_agg(s.seller_id::text order by s.seller_id) from part_sellers s where s.part_id = p.id)',
    'null',
  ],
  mounting_type: ['array[p.mounting_type]', 'null'],
  stock: [`array[case when ${STOCK} then 'in_stock' else 'none' end]`, 'null'],
}

/**
 * SQL that counts the parts of a CTE by the values that they have: one row for each set of values.
 *
 * @param cte with `part_id`.
 */
export function facetSql(facet: FacetName, cte: string): string {
  const [values, written] = VALUES[facet]
  return `(select coalesce(json_agg(g), '[]') from (
      select ${values} as values, ${written}::text as written, count(*)::int as count
        from ${cte} c join parts p on p.id = c.part_id join part_search_documents d on d.part_id = c.part_id
       group by 1, 2) g)`
}

/** SQL of all facets as one JSON, null without any. */
export function facetsSql(facets: readonly FacetName[], cte: string): string {
  if (facets.length === 0) return 'null::json'
  return `json_build_object(${facets.map((facet) => `'${facet}', ${facetSql(facet, cte)}`).join(', ')})`
}
