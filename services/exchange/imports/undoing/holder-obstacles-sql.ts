import { goneInSql } from '../../../catalogue/retired-parts/gone-parts.ts'
import { holderGone, linesGone } from './gone-holders-sql.ts'

/** SQL for whether the import of a row `w` of `written` has made the record with the id. */
const isOwn = (entity: 'kit' | 'list', id: string) =>
  `exists (select from written o where o.entity = '${entity}' and o.entity_id = ${id} and o.import_id = w.import_id)`

const ON_LIST = `
  join shopping_list_lines l on l.id = w.entity_id join parts p on p.id = l.part_id
  join shopping_lists s on s.id = l.shopping_list_id`

/** The status that the import has given a line. */
const STATUS_GIVEN = "coalesce(w.before ->> 'status', 'new')"

/** SQL for what is in the way of taking back what imports have written on shopping lists: `import_id` and `reason`. */
export const LIST_OBSTACLES = `
  ${linesGone('list', "w.entity = 'list_line_received' and not exists (select from shopping_list_lines l where l.id = w.entity_id)")}
  union all
  select w.import_id, 'the list ' || s.name || ' is done'
    from written w ${ON_LIST}
   where w.entity in ('list_line', 'list_line_pieces', 'list_line_received')
     and s.status <> 'active' and not ${isOwn('list', 's.id')}
  union all
  select w.import_id, 'the line of ' || p.key || ' on the list ' || s.name ||
         case when l.status <> ${STATUS_GIVEN} or w.entity = 'list_line_received' then ' is ' || l.status
              else ' has received pieces since; undo that first' end
    from written w ${ON_LIST}
   where (w.entity in ('list_line', 'list_line_pieces')
          and (l.status <> ${STATUS_GIVEN} or l.received > coalesce(w.before ->> 'received', '0')::int))
      or (w.entity = 'list_line_received' and l.status <> 'ordered')
  union all
  select w.import_id, 'the line of ' || p.key || ' on the list ' || s.name || ' has fewer pieces'
    from written w ${ON_LIST}
   where w.entity = 'list_line_pieces'
     and (l.needed <= (w.before ->> 'pieces')::int or l.ordered < (w.before ->> 'pieces')::int)
  union all
  select w.import_id, 'the line of ' || p.key || ' on the list ' || s.name || ' has received fewer pieces'
    from written w ${ON_LIST}
   where w.entity = 'list_line_received'
   group by w.import_id, p.key, s.name, l.id
  having l.received < sum((w.before ->> 'pieces')::int)`

/** Lines of kits, and what kits do not fit: `k` is the kit of the row `w`. */
const OF_KIT = `
  cross join lateral (
    select kit_id from kit_contents where w.entity in ('kit_line', 'kit_line_fields') and id = w.entity_id
    union all select (w.before ->> 'kitId')::int where w.entity = 'kit_line_removed'
    union all select w.entity_id where w.entity in ('kit_unfitted', 'kit_fields')) of_kit
  join kits k on k.id = of_kit.kit_id`

/** Parts that lines of kits named before: `named.id`. */
const NAMED_BEFORE = `
  cross join lateral (
    select (w.before ->> 'partId')::int as id
    union select part::int
            from jsonb_array_elements_text(coalesce(w.before -> 'alternates', w.before #> '{from,alternates}')) part
    union select (line ->> 'part')::int from jsonb_array_elements(w.before -> 'lines') line) named`

/** The same of kits. */
export const KIT_OBSTACLES = `
  select w.import_id, 'the kit ' || k.name || ' is archived'
    from written w ${OF_KIT}
   where w.entity in ('kit_line', 'kit_line_fields', 'kit_line_removed', 'kit_unfitted', 'kit_fields')
     and k.status = 'archived' and not ${isOwn('kit', 'k.id')}
  union all
  select w.import_id, 'the kit ' || k.name || ' has the part ' || p.key || ' again; take it out first'
    from written w join kits k on k.id = (w.before ->> 'kitId')::int
    join kit_contents c on c.kit_id = k.id and c.part_id = (w.before ->> 'partId')::int
    join parts p on p.id = c.part_id
   where w.entity = 'kit_line_removed'
  union all
  select w.import_id, ${goneInSql('gone.id = named.id')}
    from written w ${NAMED_BEFORE}
   where w.entity in ('kit_line_removed', 'kit_line_fields', 'kit_unfitted')
     and named.id is not null and not exists (select from parts p where p.id = named.id)
  union all
  select w.import_id, ${holderGone('kit', "coalesce((w.before ->> 'kitId')::int, w.entity_id)")}
    from written w
   where (w.entity = 'kit_line_removed' and not exists (select from kits k where k.id = (w.before ->> 'kitId')::int))
      or (w.entity in ('kit_unfitted', 'kit_fields') and not exists (select from kits k where k.id = w.entity_id))`
