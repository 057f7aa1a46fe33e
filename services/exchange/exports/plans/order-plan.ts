import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../../plugins/errors/validation-error.ts'
import { demandFittingCells } from '../fit-workbook.ts'
import { LAYOUTS, layoutOfSeller, type OrderLayout } from '../layouts/order-layouts.ts'
import { incompleteLines, orderLines } from '../layouts/order-line.ts'
import type { Format } from '../metrics.ts'
import { LINES_TO_ORDER, SELLER_NAME, SHOPPING_LIST } from '../order-statements.ts'
import { type ExportPlan, oneChunk } from '../plan.ts'
import { CsvWriter } from '../writers/csv.ts'
import { rowsJson } from '../writers/json.ts'
import { oneBatch, workbook } from '../writers/workbook.ts'

/** What is ordered from a seller for a list, and how. */
export interface OrderOptions {
  listId: number
  sellerId: number
  format: Format
  /** Null for the one that the name of the seller says. */
  layout: OrderLayout | null
}

/** What is still to be ordered from a seller, as the shop takes it. Shops know no byte order mark. */
export function orderPlan({ listId, sellerId, format, layout }: OrderOptions): ExportPlan {
  return {
    name: 'shopping-lists',
    file: `shopping-lists-${listId}-sellers-${sellerId}`,
    format,
    async prepare(unit, { count, now }) {
      if ((await unit.query(SHOPPING_LIST, [listId])).length === 0) throw recordNotFound('Shopping list', listId)
      const [seller] = await unit.query(SELLER_NAME, [sellerId])
      if (!seller) throw recordNotFound('Seller', sellerId)
      const used = layout ?? layoutOfSeller(seller.name)
      const { columns, delimiter, cells, text } = LAYOUTS[used]
      if (format === 'txt' && text === undefined) {
        throw new RequestValidationError([{ field: 'format', message: `txt is not known for the layout ${used}` }])
      }
      const lines = orderLines(await unit.query(LINES_TO_ORDER, [listId, sellerId]), used)
      count(lines.length)
      const headers = { 'x-export-incomplete': String(incompleteLines(lines)) }
      if (format === 'json') {
        return { headers, chunks: oneChunk(rowsJson(`shopping-lists/${listId}/sellers/${sellerId}`, lines, now)) }
      }
      if (format === 'txt') return { headers, chunks: oneChunk(text?.(lines) ?? '') }
      const rows = lines.map(cells)
      if (format === 'csv') {
        return { headers, chunks: oneChunk(new CsvWriter(columns.length, delimiter).write([columns, ...rows])) }
      }
      demandFittingCells('the list', rows)
      return { headers, chunks: workbook([{ name: used, columns, pieces: (write) => oneBatch(rows, write) }], now) }
    },
  }
}
