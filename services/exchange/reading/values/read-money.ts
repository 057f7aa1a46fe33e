import { currencyNamed } from '../columns/fold-header.ts'
import { type ProblemList, shown } from '../problems.ts'
import type { Cells } from './cells.ts'
import type { RowFields } from './fields-of-row.ts'
import { agrees, amountText } from './money.ts'
import { currencyOfPrice, type Price, readPrice } from './price.ts'
import type { RowContext } from './row-context.ts'

const CODE = /^[A-Z]{3}$/

/**
 * Reads the prices of a row. The currency is that of the cell, the header, the currency column or the file. A price
 * without one is not stored. A bill of materials books no prices, so there they are only shown.
 */
export function readMoney(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  if (context.kind === 'bom') return
  const unitCell = cells.first('unit_price')
  const totalCell = cells.first('total_price')
  const form = context.numbers.prices
  const unit = unitCell ? readPrice(unitCell.text, form, 'unit_price', problems) : null
  const total = totalCell ? readPrice(totalCell.text, form, 'total_price', problems) : null
  if (unit === null && total === null) return
  const ofUnits = unitCell?.column.currency ?? currencyCell(cells)
  const ofTotals = totalCell?.column.currency ?? null
  const said = ofUnits ?? ofTotals ?? context.currency
  const ofUnit = unit === null ? null : currencyOfPrice(unit, said)
  const ofTotal = total === null ? null : currencyOfPrice(total, said)
  const currency = ofUnit ?? ofUnits ?? ofTotal ?? ofTotals ?? context.currency
  if (unit) fields.unit_price = amountText(unit.millionths)
  if (total) fields.total_price = amountText(total.millionths)
  if (currency !== null) fields.currency = currency
  else if (unit !== null) {
    problems.warn(
      'PRICE_WITHOUT_CURRENCY',
      'unit_price',
      `unit_price: ${shown(unitCell?.text ?? '')} has no currency and is not stored: name the currency`,
    )
  }
  compare(unit, total, fields.quantity, problems)
}

function currencyCell(cells: Cells): string | null {
  const text = cells.first('currency')?.text.trim() ?? ''
  return currencyNamed(text.toLowerCase()) ?? (CODE.test(text) ? text : null)
}

function compare(unit: Price | null, total: Price | null, quantity: number | undefined, problems: ProblemList): void {
  if (unit === null || total === null || quantity === undefined) return
  if (agrees(unit.millionths, quantity, total)) return
  const product = amountText(unit.millionths * BigInt(quantity))
  problems.warn(
    'TOTAL_DIFFERS',
    'total_price',
    `total_price: ${amountText(total.millionths)} is not ${quantity} times ${amountText(unit.millionths)}, which is ${product}: check quantity and price`,
  )
}
