import type { ColumnSource } from '../columns/column.ts'
import { currencyNamed } from '../columns/fold-header.ts'
import type { DataRow } from '../recognise/table.ts'

const SAMPLE_ROWS = 500
const SIGN = /[€£¥]|\p{L}{0,2}\$|\b[A-Z]{3}\b/u

/** The one currency that headers and prices of a file name. @returns null when they name none, or several. */
export function currencyOfFile(rows: readonly DataRow[], columns: readonly ColumnSource[]): string | null {
  const found = new Set<string>()
  for (const { field, index, currency } of columns) {
    if (field !== 'unit_price' && field !== 'total_price' && field !== 'currency') continue
    if (currency !== null) found.add(currency)
    for (const { cells } of rows.slice(0, SAMPLE_ROWS)) {
      const sign = SIGN.exec(cells[index] ?? '')?.[0]
      const named = sign === undefined ? null : currencyNamed(sign.toLowerCase())
      if (named !== null) found.add(named)
    }
  }
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
