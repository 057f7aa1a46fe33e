import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { LINES_TO_ORDER, OfferedNumber } from '../order-statements.ts'
import type { OrderLayout } from './order-layouts.ts'

/** A line of an order; a text that is not known is empty. */
export interface OrderLine {
  /** What the seller calls the part. */
  number: string
  /** What its maker calls it. */
  mpn: string
  manufacturer: string
  description: string
  quantity: number
  /** Our key of the part. */
  reference: string
}

/** The oldest number under which so many pieces are sold; when there is none, the oldest one. */
function numberFor(quantity: number, numbers: readonly OfferedNumber[]): string {
  const sold = numbers.find(
    ({ min_quantity, multiple }) => quantity >= (min_quantity ?? 1) && quantity % (multiple ?? 1) === 0,
  )
  return (sold ?? numbers[0])?.number ?? ''
}

/** The lines of an order, as the shop shall see them. */
export function orderLines(rows: readonly RowOf<typeof LINES_TO_ORDER>[], layout: OrderLayout): OrderLine[] {
  const lines = rows.map(({ key, description, manufacturer_code, manufacturer, quantity, numbers }) => ({
    number: numberFor(quantity, numbers),
    mpn: manufacturer_code ?? '',
    manufacturer: manufacturer ?? '',
    description,
    quantity,
    reference: key,
  }))
  return layout === 'lcsc' ? withoutTwins(lines) : lines
}

/** In the cart of this shop the second of two lines with one number replaces the first. */
function withoutTwins(lines: readonly OrderLine[]): OrderLine[] {
  const merged: OrderLine[] = []
  for (const line of lines) {
    const twin = merged.find(({ number }) => number !== '' && number.toUpperCase() === line.number.toUpperCase())
    if (twin === undefined) merged.push({ ...line })
    else {
      twin.quantity += line.quantity
      twin.reference += `_${line.reference}`
    }
  }
  return merged
}

/** How many lines the shop cannot know: they have neither its own number nor that of the maker. */
export function incompleteLines(lines: readonly OrderLine[]): number {
  return lines.filter(({ number, mpn }) => number === '' && mpn === '').length
}
