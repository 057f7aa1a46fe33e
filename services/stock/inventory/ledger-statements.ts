import { bigint, bool, statement, text } from '../../../plugins/database/statement.ts'

/** The parts where the sum of the history and the stock differ, by key; deleted ones have no stock. */
export const LEDGER_ERRORS = statement(
  `select p.key as part_key, coalesce(h.sum, 0) as history, coalesce(s.sum, 0) as stock, false as is_retired
     from parts p
     left join (select part_id, sum(delta_qty) as sum from quantity_history group by part_id) h on h.part_id = p.id
     left join (select part_id, sum(qty) as sum from part_locations group by part_id) s on s.part_id = p.id
    where coalesce(h.sum, 0) <> coalesce(s.sum, 0)
    union all
   select r.key, sum(h.delta_qty), 0, true
     from retired_parts r join retired_quantity_history h on h.part_id = r.id
    group by r.key having sum(h.delta_qty) <> 0
    order by part_key`,
  { part_key: text(), history: bigint, stock: bigint, is_retired: bool },
)

/** How many parts there are, and how many were deleted. */
export const COUNT_PARTS = statement(
  'select (select count(*) from parts) as parts, (select count(*) from retired_parts) as retired',
  { parts: bigint, retired: bigint },
)
