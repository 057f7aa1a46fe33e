import { useQuery } from '@tanstack/react-query'
import { type LineOffer, type ListLine, offersQuery } from '../../api/queries/lists.ts'
import { money } from '../../shared/text/money.ts'
import { count } from '../../shared/text/numbers.ts'

type Number = LineOffer['numbers'][number]

/** Pieces that are to be bought for a line. */
export function toBuy({ ordered, needed }: ListLine): number {
  return ordered || needed
}

/** What is known of buying the lines of a list, by line. */
export function useOffers(listId: number): ReadonlyMap<number, LineOffer> {
  const { data = [] } = useQuery(offersQuery(listId))
  return new Map(data.map((offer) => [offer.line_id, offer]))
}

function fits({ min_quantity: least, multiple }: Number, amount: number): boolean {
  return amount >= (least ?? 1) && amount % (multiple ?? 1) === 0
}

/** The number of the seller that is sold in such amounts, or else its first. */
export function numberFor(offer: LineOffer | undefined, amount: number): Number | undefined {
  const numbers = offer?.numbers ?? []
  return numbers.find((each) => fits(each, amount)) ?? numbers[0]
}

/** In which amounts a number is sold; empty where any will do. */
export function soldIn({ min_quantity: least, multiple }: Number): string {
  const step = multiple ?? 1
  const from = least ?? 1
  if (step > 1) return from > step ? `from ${count(from)}, by ${count(step)}` : `sold in ${count(step)}s`
  return from > 1 ? `from ${count(from)}` : ''
}

/** The amount at which what is to be bought can be bought; null where it can. */
export function roundedUp({ min_quantity: least, multiple }: Number, amount: number): number | null {
  const step = multiple ?? 1
  const wanted = Math.ceil(Math.max(amount, least ?? 1) / step) * step
  return wanted === amount ? null : wanted
}

/**
 * What lines cost by the prices that were paid last, with one sum a currency.
 *
 * @returns the sums in words, and how many lines have no known price; an empty text where none has one.
 */
export function sumOf(lines: readonly ListLine[], offers: ReadonlyMap<number, LineOffer>) {
  const sums = new Map<string, number>()
  let unknown = 0
  for (const line of lines) {
    const price = offers.get(line.id)?.last_price
    if (price == null) unknown++
    else sums.set(price.currency, (sums.get(price.currency) ?? 0) + Number(price.unit_price) * toBuy(line))
  }
  return { text: [...sums].map(([currency, sum]) => money(sum, currency)).join(' + '), unknown }
}
