/** Values for completions are looked for in so many parts. */
const COMPLETED_PARTS = 100

/**
 * Whether there is any is asked one by one, in the order of an index: the planner would rather read all links to sellers,
 * and the more so where nobody is asked for.
 *
 * @param value SQL of JSON that says what is wanted.
 * @param condition SQL; nothing is looked for where it is false.
 */
export function completionRows(value: string, condition: string): string {
  return `
  select distinct 'completion', c.place, v.value
    from json_to_recordset(${value}::json) as c (place int, "column" text, query text)
   cross join lateral search_document_ids(c.query::tsquery, ${COMPLETED_PARTS}) as m (part_id)
   cross join lateral (select * from parts p where p.id = m.part_id offset 0) p
   cross join lateral unnest(
          case c."column" when 'manufacturer' then array[p.manufacturer] when 'package' then array[p.package]
                          else p.tags end) as v (value)
   -- A part may be found by a package that only its description names.
   where v.value is not null and ${condition}
  union all
  select distinct 'completion', c.place, v.series
    from json_to_recordset(${value}::json) as c (place int, series text)
   cross join lateral (
     select p.series from parts p
      where p.series is not null and c.series is not null and bare_part_number(p.series) collate "C" >= c.series
        and bare_part_number(p.series) collate "C" < c.series || chr(1114111) limit ${COMPLETED_PARTS}) v
   where ${condition}
  union all
  select 'completion', c.place, ''
    from json_to_recordset(${value}::json) as c (place int, "column" text, name text, parts int[], type int, seller int)
   where case when c.type is not null then (
                select true from parts p
                 where p.type_id = c.type order by p.type_id, p.created_at desc, p.id desc limit 1)
              when c.seller is not null then (
                select true from part_sellers s where s.seller_id = c.seller order by s.seller_id limit 1)
              else (
                select true from unnest(c.parts) had
                 cross join lateral (select * from parts p where p.id = had offset 0) p
                 where case c."column" when 'manufacturer' then p.manufacturer = c.name
                                       when 'package' then p.package = c.name else c.name = any (p.tags) end
                 limit 1) end
     and ${condition}`
}
