import { int, statement, text } from '../../../../plugins/database/statement.ts'

const WROTE = (entity: string, id: string) =>
  `exists (select from import_undo o where o.import_id = $1 and o.entity = '${entity}' and o.entity_id = ${id})`
const OF_MADE_PART = (part: string) => WROTE('part', part)

/**
 * The records that the import `$1` has made, besides parts and kits, and that are not deleted when it is undone, as something
 * else is in them or names them.
 */
export const STAYING_RECORDS = statement(
  `with made as (select entity, entity_id as id from import_undo where import_id = $1),
   lists as (
     select m.id, exists (select from shopping_list_lines l
                           where l.shopping_list_id = m.id and not ${WROTE('list_line', 'l.id')}) as stays
       from made m where m.entity = 'list'
   )
   select 'shopping_list' as record, id from lists where stays
   union all
   select 'type', m.id from made m
    where m.entity = 'type'
      and exists (select from parts p
                   where p.type_id = m.id and not ${OF_MADE_PART('p.id')}
                     and not exists (select from import_undo o
                                      where o.import_id = $1 and o.entity = 'part_fields' and o.entity_id = p.id
                                        and o.before #>> '{type_id,to}' = m.id::text))
   union all
   select 'seller', m.id from made m
    where m.entity = 'seller'
      and (exists (select from seller_parts n
                    where n.seller_id = m.id and not ${WROTE('seller_part', 'n.id')} and not ${OF_MADE_PART('n.part_id')})
        or exists (select from part_sellers n
                    where n.seller_id = m.id and not ${WROTE('seller_link', 'n.id')} and not ${OF_MADE_PART('n.part_id')})
        or exists (select from shopping_list_lines l
                    where l.seller_id = m.id and not ${WROTE('list_line', 'l.id')}
                      and not exists (select from import_undo o
                                       where o.import_id = $1 and o.entity = 'list_line_pieces' and o.entity_id = l.id
                                         and o.before ->> 'seller' = m.id::text))
        or exists (select from shopping_list_sellers g
                    where g.seller_id = m.id and not ${WROTE('list_column', 'g.id')}
                      and not exists (select from lists where lists.id = g.shopping_list_id and not lists.stays)))
   union all
   select 'box', m.id from made m join imports i on i.id = $1
    where m.entity = 'box'
      and exists (select from part_locations s
                   where s.box_no = m.id
                     and s.qty is distinct from (select sum(h.delta_qty) from quantity_history h
                                                  where h.operation_id = i.operation_id and h.part_id = s.part_id
                                                    and h.location_reference = s.box_no || '-' || s.loc_no))`,
  { record: text<'shopping_list' | 'type' | 'seller' | 'box'>(), id: int },
)
