import { int, statement, text } from '../../../plugins/database/statement.ts'

/**
 * The active kits of which all units of the target can be built, and not when the stock of the parts `$1` changes by the
 * pieces `$2`; with the units that are missing then. What other active kits reserve is not theirs, as in their details.
 */
export const KITS_SHORT = statement(
  `with changed as (
     select * from unnest($1::int[], $2::int[]) d(part_id, delta)
   ), needs as (
     select k.id, k.name, k.build_target, c.required_per_unit,
            greatest(stock.qty - others.qty, 0) as before,
            greatest(stock.qty + coalesce(changed.delta, 0) - others.qty, 0) as after
       from kits k
       join kit_contents c on c.kit_id = k.id
       left join changed on changed.part_id = c.part_id
      cross join lateral (select coalesce(sum(s.qty), 0) as qty from part_locations s where s.part_id = c.part_id) stock
      cross join lateral (
        select coalesce(sum(o.required_per_unit::bigint * other.build_target), 0)::bigint as qty
          from kit_contents o join kits other on other.id = o.kit_id
         where o.part_id = c.part_id and other.status = 'active' and other.id <> k.id) others
      where k.status = 'active' and k.build_target > 0
        and k.id in (select kit_id from kit_contents join changed using (part_id))
   )
   select id as kit_id, name, build_target - min(after / required_per_unit)::int as units
     from needs
    group by id, name, build_target
   having min(before / required_per_unit) >= build_target and min(after / required_per_unit) < build_target
    order by name, id`,
  { kit_id: int, name: text(), units: int },
)
