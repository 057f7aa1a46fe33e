import { columnsOf } from '../cell.ts'
import { HISTORY, HISTORY_SIZE } from '../statements.ts'
import type { ExportTable } from '../table.ts'

/** Which changes of stock are exported; null filters nothing. */
export interface HistoryFilter {
  /** The first moment, in ISO 8601. */
  since: string | null
  /** The moment after the last one. */
  until: string | null
  partId: number | null
}

const COLUMNS = columnsOf([
  'timestamp',
  'key',
  'delta_qty',
  'location_reference',
  'seller',
  'order_number',
  'unit_price',
  'currency',
  'date_code',
  'lot',
])

/** The changes of stock, the oldest first. */
export function historyTable({ since, until, partId }: HistoryFilter): ExportTable {
  return { name: 'history', columns: COLUMNS, statement: HISTORY, size: HISTORY_SIZE, values: [since, until, partId] }
}
