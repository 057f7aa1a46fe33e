import { isPeer } from '../kinds.ts'
import { type ProblemList, shown } from '../problems.ts'
import { sellerName, sellerOfNumbers } from '../recognise/name-of-seller.ts'
import type { Cells } from './cells.ts'
import { cleanText } from './clean-text.ts'
import type { Lot, RowFields } from './fields-of-row.ts'
import { readPlace } from './place.ts'
import { readQuantity } from './quantity.ts'
import type { RowContext } from './row-context.ts'

/**
 * Reads what lists inside of the objects of a JSON file say: several places with pieces, and several numbers of sellers,
 * of one row.
 */
export function readLots(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  const lots: Lot[] = []
  for (const item of cells.items()) {
    const amount = item.get('quantity')
    const quantity =
      amount === undefined ? null : readQuantity(amount.text, context.numbers.quantities, 'quantity', problems)
    if (quantity !== null) lots.push({ quantity, ...placeOf(item.get('place')?.text, context, problems) })
    const number = cleanText(item.get('seller_number')?.text ?? '', 'seller_number', problems)
    if (!number) continue
    const seller = cleanText(item.get('seller')?.text ?? '', 'seller', problems)
    const known = seller ? sellerName(seller) : (context.seller ?? sellerOfNumbers([number]))
    fields.seller_numbers = [...(fields.seller_numbers ?? []), { seller: known, number }]
  }
  if (lots.length === 0 || context.kind === 'bom' || context.kind === 'order' || context.kind === 'cart') return
  fields.lots = lots
  fields.quantity ??= lots.reduce((sum, { quantity }) => sum + quantity, 0)
}

function placeOf(text: string | undefined, { kind }: RowContext, problems: ProblemList): { place?: string } {
  const place = text === undefined ? null : cleanText(text, 'place', problems)
  if (!place) return {}
  if (readPlace(place, isPeer(kind)) !== null) return { place }
  problems.error(
    'PLACE_NOT_READABLE',
    'place',
    `place: ${shown(place)} is no place: write box and location, such as 7-12`,
  )
  return {}
}
