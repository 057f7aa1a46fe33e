import { bigint, json, statement } from '../../../../plugins/database/statement.ts'
import { jsonList } from '../../../json-list.ts'

/** A line of a shopping list that a bag may be received for. */
export interface OpenLine {
  id: number
  list_id: number
  list_name: string
  seller_id: number
  ordered: number
  received: number
}

/** A line of a pick list that takes the part, or one that it can stand in for. */
export interface PickLine {
  id: number
  status: 'open' | 'completed'
  quantity: number
  box_no: number
  loc_no: number
  is_part: boolean
  part_key: string
}

/**
 * What may be done with the part `$1`: the ordered lines of shopping lists, from the sellers `$2` unless that is null and of
 * the list `$3` first, its lines of the pick list `$4`, and the pieces that came with the order `$5` of these sellers.
 */
export const PROPOSAL_FACTS = statement(
  `select ${jsonList(`select line.id, list.id as list_id, list.name as list_name, line.seller_id, line.ordered, line.received
                        from shopping_list_lines line join shopping_lists list on list.id = line.shopping_list_id
                       where line.part_id = $1 and line.status = 'ordered' and list.status = 'active'
                         and line.seller_id is not null and ($2::int[] is null or line.seller_id = any ($2))
                       order by list.id is distinct from $3::int, line.received >= line.ordered, line.id limit 5`)} as lines,
          ${jsonList(`select line.id, line.status, line.quantity_to_pick as quantity, place.box_no, place.loc_no,
                             c.part_id = $1 as is_part, p.key as part_key
                        from kit_pick_list_lines line
                        join kit_contents c on c.id = line.kit_content_id
                        join parts p on p.id = c.part_id
                        join locations place on place.id = line.location_id
                       where line.pick_list_id = $4
                         and (c.part_id = $1 or exists (select from kit_alternates a
                                                         where a.kit_content_id = c.id and a.part_id = $1))
                       order by line.status = 'completed', c.part_id <> $1, place.box_no, place.loc_no, line.id
                       limit 20`)} as picks,
          (select coalesce(sum(h.delta_qty), 0) from receipts r join quantity_history h on h.id = r.history_id
            where r.seller_id = any ($2) and r.order_number = $5 and h.part_id = $1
              and not coalesce(operation_is_undone(h.operation_id), false)) as received`,
  { lines: json<OpenLine[]>(), picks: json<PickLine[]>(), received: bigint },
)
