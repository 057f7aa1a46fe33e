import { areOneOrder } from '../../../stock/receipts/order-numbers.ts'
import { type ProblemList, shown } from '../problems.ts'
import type { Cells } from './cells.ts'
import { cleanText } from './clean-text.ts'
import { isUnclearDate, readDate } from './dates.ts'
import type { RowFields } from './fields-of-row.ts'
import { readQuantity } from './quantity.ts'
import type { RowContext } from './row-context.ts'

const SHIPPED = /^(\d+)(?:\s+\p{L}.*)?$/u
/** Shorter ones count invoices. */
const LEAST_OTHER = 4
const CODE_AND_LOT = /^(.*?)\s+\/\s+(.+)$/

/** Reads what only orders have: number, date, date code and lot, and how much has been shipped. */
export function readOrderFields(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  if (context.kind !== 'order' && context.kind !== 'cart') return
  readOrder(cells, context, fields, problems)
  // One column may hold both: `2431 / L77`.
  const [, code, lot] = CODE_AND_LOT.exec(fields.date_code ?? '') ?? []
  if (code !== undefined && lot !== undefined && fields.lot === undefined) {
    fields.lot = lot
    if (code.trim() === '') delete fields.date_code
    else fields.date_code = code.trim()
  }
  if (context.kind === 'order') readDelivery(cells, context, fields, problems)
}

function readOrder(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  const [cell, ...others] = [...cells.all('order_number')].sort(
    (a, b) => rankOf(a.column.header) - rankOf(b.column.header),
  )
  const number = cell ? cleanText(cell.text, 'order_number', problems) : context.orderNumber
  if (number) {
    fields.order_number = number
    const further = others.map(({ text }) => cleanText(text, 'order_number', problems)?.toUpperCase() ?? '')
    const numbers = further.filter((other) => other.length >= LEAST_OTHER && !areOneOrder(other, number))
    if (numbers.length > 0) fields.other_order_numbers = [...new Set(numbers)]
  }
  const dateText = cells.first('order_date')?.text
  const date = dateText === undefined ? context.orderDate : readDate(dateText, context.dates)
  if (date !== null) fields.order_date = date
  else if (dateText !== undefined) {
    problems.error(
      'DATE_NOT_READABLE',
      'order_date',
      `order_date: ${shown(dateText)} is no date: write it as 2024-08-30`,
    )
  }
  if (dateText !== undefined && date !== null && context.dates.isAmbiguous && isUnclearDate(dateText)) {
    problems.warn(
      'AMBIGUOUS_DATE',
      'order_date',
      `order_date: ${shown(dateText)} was read as ${date}: check day and month`,
    )
  }
}

/** The number of the web order is the one that people know; the customer may call all orders the same. */
function rankOf(header: string): number {
  if (/web/i.test(header)) return 0
  return /invoice|\bpo\b|purchase|cust/i.test(header) ? 2 : 1
}

function readDelivery(cells: Cells, { numbers }: RowContext, fields: RowFields, problems: ProblemList): void {
  const backorder = cells.first('backorder')
  if (backorder) {
    const pieces = readQuantity(backorder.text, numbers.quantities, 'backorder', problems)
    if (pieces !== null) fields.backorder = pieces
    if (pieces !== null && pieces > 0) {
      problems.warn('BACKORDERED', 'backorder', `${pieces} of ${fields.quantity ?? '?'} pieces have not come yet`)
    }
  }
  const shipped = SHIPPED.exec(cells.first('shipped')?.text.trim() ?? '')?.[1]
  if (shipped === undefined) return
  fields.shipped = Number(shipped)
  if (fields.shipped === 0)
    problems.warn('NOT_SHIPPED', 'shipped', 'The line has not been shipped: nothing is received')
}
