import type { ColumnSource } from '../columns/column.ts'
import type { ImportKind } from '../kinds.ts'
import { sellerName, sellerOfNumbers } from './name-of-seller.ts'
import type { DataRow } from './table.ts'

const SAMPLE_ROWS = 1000

/**
 * The seller that a whole order, cart or bill of materials is of: that of its headers, of its column of sellers, or of
 * the form of its numbers.
 *
 * @param recognised the seller that the headers of the file have told.
 */
export function sellerOfFile(
  kind: ImportKind,
  recognised: string | null,
  columns: readonly ColumnSource[],
  rows: readonly DataRow[],
): string | null {
  if (recognised !== null && kind !== 'bom') return recognised
  if (kind !== 'order' && kind !== 'cart' && kind !== 'bom') return null
  const sample = rows.slice(0, SAMPLE_ROWS)
  const numbers = columns.filter(({ field }) => field === 'seller_number')
  const byHeader = new Set(numbers.flatMap(({ seller }) => seller ?? []))
  if (byHeader.size > 1) return null
  const names = new Set(
    columns
      .filter(({ field }) => field === 'seller')
      .flatMap(({ index }) => sample.map(({ cells }) => sellerName(cells[index] ?? '')))
      .filter((name) => name !== ''),
  )
  const [only] = [...byHeader, ...names]
  if (only !== undefined) return byHeader.size + names.size === 1 ? only : null
  return sellerOfNumbers(numbers.flatMap(({ index }) => sample.map(({ cells }) => cells[index] ?? '')))
}
