import { int, nullable, statement, text, uuid } from '../../../plugins/database/statement.ts'
import type { PickListLine } from './schemas.ts'

/** The operation that wrote the ledger row `$1`, if its effect is `$2` and nothing besides. */
export const PICK_OF_CHANGE = statement(
  `select o.id from quantity_history h join operations o on o.id = h.operation_id
    where h.id = $1 and o.effect = $2 and o.detail -> 'beside' is null`,
  { id: uuid },
)

/** Locks the pick list `$1`, if it is still there. */
export const LOCK_LIST_TO_UNDO = statement('select from kit_pick_lists where id = $1 for update', {})

/** Locks those of the lines `$1` that are still there. */
export const LOCK_LINES_TO_UNDO = statement(
  'select from kit_pick_list_lines where id = any ($1::int[]) order by id for update',
  {},
)

/** Those of the lines `$1` that are still there, with the beginning of the chain of the operation that picked them. */
export const LINE_STATES = statement(
  `select line.id, line.status, line.quantity_to_pick as quantity, line.location_id as "locationId",
          coalesce(o.root, o.id) as "pickRoot"
     from kit_pick_list_lines line
     left join quantity_history h on h.id = line.inventory_change_id
     left join operations o on o.id = h.operation_id
    where line.id = any ($1::int[])`,
  {
    id: int,
    status: text<PickListLine['status']>(),
    quantity: int,
    locationId: int,
    pickRoot: nullable(uuid),
  },
)
