import { goneInSql } from '../../../catalogue/retired-parts/gone-parts.ts'
import { KIT_CONTENT, LIST_CONTENT } from '../inventory/content-sql.ts'
import { holderGone } from './gone-holders-sql.ts'

/** The parts that kits and lists named before a file replaced what they held: `named.key`. */
const NAMED_BEFORE = `
  cross join lateral (
    select line ->> 'key' as key from jsonb_array_elements(w.before #> '{from,lines}') line
    union
    select alternate.key from jsonb_array_elements(w.before #> '{from,lines}') line
     cross join lateral jsonb_array_elements_text(line -> 'alternates') alternate (key)
    union
    select line ->> 'key' from jsonb_array_elements(w.before #> '{from,unfitted}') line) named`

/** Their sellers: `named.id` and `named.name`. */
const SELLERS_BEFORE = `
  cross join lateral (
    select distinct (item ->> 'seller_id')::int as id, item ->> 'seller' as name
      from jsonb_array_elements((w.before #> '{rows,lines}') || (w.before #> '{rows,groups}')) item) named`

/**
 * SQL for what is in the way of giving kits and lists, which a file of a whole inventory has replaced, what they held before:
 * `import_id` and `reason`.
 */
export const CONTENT_OBSTACLES = `
  select w.import_id, 'the kit ' || k.name || ' was changed'
    from written w join kits k on k.id = w.entity_id
   where w.entity = 'kit_content' and ${KIT_CONTENT}::jsonb is distinct from w.before -> 'to'
  union all
  select w.import_id, 'the list ' || list.name || ' was changed'
    from written w join shopping_lists list on list.id = w.entity_id
   where w.entity = 'list_content' and ${LIST_CONTENT}::jsonb is distinct from w.before -> 'to'
  union all
  select w.import_id, case when w.entity = 'kit_content' then ${holderGone('kit', 'w.entity_id')} else ${holderGone('list', 'w.entity_id')} end
    from written w
   where (w.entity = 'kit_content' and not exists (select from kits k where k.id = w.entity_id))
      or (w.entity = 'list_content' and not exists (select from shopping_lists l where l.id = w.entity_id))
  union all
  select w.import_id, coalesce(${goneInSql('gone.key = named.key')}, 'the part ' || named.key || ' was deleted')
    from written w ${NAMED_BEFORE}
   where w.entity in ('kit_content', 'list_content')
     and named.key is not null and not exists (select from parts p where p.key = named.key)
  union all
  select w.import_id, 'the seller ' || named.name || ' was deleted; add it again first'
    from written w ${SELLERS_BEFORE}
   where w.entity = 'list_content'
     and named.id is not null and not exists (select from sellers s where s.id = named.id or s.name = named.name)
  union all
  select w.import_id, 'the line of ' || p.key || ' in the kit ' || k.name || ' is on a pick list'
    from written w join kits k on k.id = w.entity_id
    join kit_contents c on c.kit_id = k.id join parts p on p.id = c.part_id
   where w.entity = 'kit_content' and exists (select from kit_pick_list_lines l where l.kit_content_id = c.id)
     and not exists (select from jsonb_array_elements(w.before #> '{from,lines}') line where line ->> 'key' = p.key)`
