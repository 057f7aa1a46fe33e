import {
  SHOPPING_LIST_LINES_RECEIVED_TOTAL,
  SHOPPING_LIST_RECEIVE_QUANTITY_TOTAL,
} from '../../shopping/shopping-lists/receivable-line.ts'
import type { StockChange } from './planning/plan.ts'

/** Counts the lines of shopping lists that an order has received, as a receipt by hand does. */
export function countReceipts(stock: readonly StockChange[]): void {
  const received = stock.filter(({ listLineId }) => listLineId !== null)
  SHOPPING_LIST_LINES_RECEIVED_TOTAL.inc(new Set(received.map(({ listLineId }) => listLineId)).size)
  SHOPPING_LIST_RECEIVE_QUANTITY_TOTAL.inc(received.reduce((sum, { delta }) => sum + delta, 0))
}
