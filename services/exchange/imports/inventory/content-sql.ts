import { jsonList } from '../../../json-list.ts'

/** SQL for what the kit `k` holds, as an export writes it, without its name. */
export const KIT_CONTENT = `json_build_object('description', k.description, 'status', k.status, 'build_target', k.build_target,
          'lines', ${jsonList(`select p.key, c.required_per_unit, c.note, c.designators,
                            array(select o.key from kit_alternates a join parts o on o.id = a.part_id
                                   where a.kit_content_id = c.id order by a.rank) as alternates
                       from kit_contents c join parts p on p.id = c.part_id
                      where c.kit_id = k.id order by c.id`)},
          'unfitted', ${jsonList(`select p.key, u.quantity, u.designators, u.value, u.note
                       from kit_unfitted u left join parts p on p.id = u.part_id
                      where u.kit_id = k.id order by u.id`)})`

/** SQL for what the shopping list `list` holds, as an export writes it, without its name. */
export const LIST_CONTENT = `json_build_object('description', list.description, 'status', list.status,
          'lines', ${jsonList(`select p.key, s.name as seller, line.needed, line.ordered, line.received, line.note,
                            line.status, iso_utc(line.completed_at) as completed_at, line.completion_mismatch,
                            line.completion_note
                       from shopping_list_lines line join parts p on p.id = line.part_id
                       left join sellers s on s.id = line.seller_id
                      where line.shopping_list_id = list.id order by line.created_at, line.id`)},
          'groups', ${jsonList(`select s.name as seller, g.note, g.status
                       from shopping_list_sellers g join sellers s on s.id = g.seller_id
                      where g.shopping_list_id = list.id order by s.name`)})`
