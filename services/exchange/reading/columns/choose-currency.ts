import type { DataRow } from '../recognise/table.ts'
import { agrees, amountOf } from '../values/money.ts'
import { plainDigits } from '../values/number-marks.ts'
import type { ColumnSource } from './column.ts'

const SAMPLE_ROWS = 500
const NOT_A_NUMBER = /[^\d.,]/g

/**
 * Takes the field off prices in a currency whose sums do not agree, where a file has its prices in several currencies:
 * the sums of one of them agree with the quantities.
 */
export function chooseCurrency(columns: readonly ColumnSource[], rows: readonly DataRow[]): void {
  const prices = columns.filter(({ field }) => field === 'unit_price' || field === 'total_price')
  const currencies = [...new Set(prices.flatMap(({ currency }) => currency ?? []))]
  const quantity = columns.find(({ field }) => field === 'quantity')
  if (currencies.length < 2 || quantity === undefined) return
  const sample = rows.slice(0, SAMPLE_ROWS)
  const counted = currencies.map((currency) => {
    const [unit, total] = (['unit_price', 'total_price'] as const).map((field) =>
      prices.find((column) => column.field === field && column.currency === currency),
    )
    return { currency, agreeing: unit && total ? countAgreeing(sample, { quantity, unit, total }) : 0 }
  })
  const best = counted.toSorted((a, b) => b.agreeing - a.agreeing)[0]
  if (best === undefined || best.agreeing === 0) return
  for (const column of prices) {
    if (column.currency === null || column.currency === best.currency) continue
    column.field = null
    column.confidence = 0
  }
}

function countAgreeing(
  rows: readonly DataRow[],
  { quantity, unit, total }: Record<'quantity' | 'unit' | 'total', ColumnSource>,
): number {
  return rows.filter(({ cells }) => {
    const [pieces, price, sum] = [quantity, unit, total].map(({ index }) => digitsOf(cells[index] ?? ''))
    if (pieces === undefined || price === undefined || sum === undefined || !/^\d{1,9}$/.test(pieces)) return false
    return agrees(amountOf(price).millionths, Number(pieces), amountOf(sum))
  }).length
}

function digitsOf(text: string): string | undefined {
  const number = text.replaceAll(NOT_A_NUMBER, '')
  return plainDigits(number, '.') ?? plainDigits(number, ',') ?? undefined
}
