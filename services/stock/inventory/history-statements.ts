import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'
import { ledgerPosition, WHY_COLUMNS, WHY_JOIN, WHY_ROW } from '../operations/why-sql.ts'

const ENTRY =
  'select h.id, h.delta_qty, h.location_reference, h.timestamp, h.operation_id, h.reason, h.lot, h.date_code'
const NEWEST_FIRST = 'order by h.timestamp desc, h.id desc limit $2'

/** @param rows SQL for rows of the ledger. */
function entries(rows: string) {
  return statement(
    `select h.id, h.delta_qty, h.location_reference, iso_utc(h.timestamp) as timestamp, ${WHY_COLUMNS}
       from (${rows}) h ${WHY_JOIN} order by h.timestamp desc, h.id desc`,
    { id: int, delta_qty: int, location_reference: nullable(text()), timestamp: text(), ...WHY_ROW },
  )
}

/** The changes of the stock of the part `$1`, at most `$2` (null: all), the latest first; or those before the row `$3`. */
export const HISTORY_OF_PART = {
  newest: entries(`${ENTRY} from quantity_history h where h.part_id = $1 ${NEWEST_FIRST}`),
  before: entries(`
    select page.* from ${ledgerPosition('$3')} last,
           lateral (${ENTRY} from quantity_history h
                     where h.part_id = $1 and (h.timestamp, h.id) < (last.timestamp, last.id) ${NEWEST_FIRST}) page`),
}

/** Answers a row when `$2` is a row of the ledger of the part `$1`. */
export const ENTRY_OF_PART = statement('select id from quantity_history where part_id = $1 and id = $2', { id: int })
