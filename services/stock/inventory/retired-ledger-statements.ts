import { statement } from '../../../plugins/database/statement.ts'

const COLUMNS = 'id, part_id, delta_qty, location_reference, timestamp, operation_id, reason, lot, date_code'

function copy(to: string, from: string) {
  return statement(`insert into ${to} (${COLUMNS}) select ${COLUMNS} from ${from} where part_id = any ($1::int[])`, {})
}

/** Copies the ledger of the parts `$1` to that of the retired ones, and back. */
export const COPY_TO_RETIRED = copy('retired_quantity_history', 'quantity_history')
export const COPY_TO_LEDGER = copy('quantity_history', 'retired_quantity_history')

/** Deletes the rows of the parts `$1`, which the other table has. */
export const DELETE_FROM_LEDGER = statement('delete from quantity_history where part_id = any ($1::int[])', {})
export const DELETE_FROM_RETIRED = statement('delete from retired_quantity_history where part_id = any ($1::int[])', {})
