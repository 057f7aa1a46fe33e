/** Up to so many matches are all put in order; of more, so many are. */
export const RANKED = 5000

/** For matches that are more than one in so many parts, the parts are read from the newest one on until enough are found. */
const DENSE = 6
const PARTS_IN_ALL = `(select reltuples from pg_class where oid = 'parts'::regclass)`

/** SQL that answers one row where a part is in stock. */
function stockOf(id: string): string {
  return `(select true as is_stocked from part_locations l where l.part_id = ${id} limit 1)`
}

/**
 * CTEs of the matches that are put in order, `candidates`: all of them up to the bound; beyond it all that are equal, and
 * the newest ones, those in stock first. Conditions on the count come first in each, so that nothing of it runs for
 * fewer matches. Matches are sorted by age before their stock is looked at: so few are looked at.
 *
 * @param most the bound.
 * @param equal SQL of the ids of equal hits, null when there is none.
 * @param more SQL of further candidates.
 */
export function candidatesSql(most: number, equal: string | null, more: readonly string[] = []): string {
  const isBroad = `(select n from matches) > ${most}`
  const isDense = `(select n from matches) * ${DENSE} > ${PARTS_IN_ALL}`
  const byAge = (condition: string) => `
      (select m.part_id, p.created_at from matching m join parts p on p.id = m.part_id
        where ${condition} order by p.created_at desc, p.id desc offset 0) s`
  const sorted = `
      (select s.part_id from ${byAge(`${isBroad} and not (${isDense})`)} cross join lateral ${stockOf('s.part_id')} l
        order by s.created_at desc, s.part_id desc limit ${most})`
  // "is true" keeps it a question about each part, which are read in their order, and not a join.
  const walked = `
      (select p.id as part_id from parts p cross join lateral ${stockOf('p.id')} l
        where ${isBroad} and ${isDense} and (p.id in (select part_id from matching)) is true
        order by p.created_at desc, p.id desc limit ${most})`
  const outOfStock = `
      select s.part_id from ${byAge(isBroad)} left join lateral ${stockOf('s.part_id')} l on true
       where l.is_stocked is null
       order by s.created_at desc, s.part_id desc limit greatest(${most} - (select count(*) from stocked), 0)`
  const ofEqual =
    equal === null
      ? []
      : [
          `(select e.part_id from (${equal}) e where ${isBroad} and e.part_id in (select part_id from matching) limit ${most})`,
        ]
  const all = [...ofEqual, 'select part_id from stocked', 'select part_id from others', ...more]
  return `
    matches as materialized (select count(*)::int as n from matching),
    stocked as materialized (${sorted} union all ${walked}),
    others as materialized (${outOfStock}),
    candidates as materialized (
      select part_id from matching where not (${isBroad})
      union ${all.join(' union ')})`
}
