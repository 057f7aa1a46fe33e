import { areOneOrder } from '../../../stock/receipts/order-numbers.ts'
import type { CodeReading } from './code-reading.ts'
import { firstValue } from './read-fields.ts'

/** Fields with a number of the order: the customer's, the seller's, and those of the invoice and the packing list. */
const ORDER_FIELDS = ['K', '1K', '10K', '11K', 'CPO']
/** Shorter ones count packing lists. */
const LEAST = 4
const LONGEST = 100

/**
 * By which other numbers than the given one a bag names its order, in capitals: a file or a list may know the order by each of them.
 */
export function otherNumbersOf({ fields }: Pick<CodeReading, 'fields'>, orderNumber: string | null): string[] {
  const numbers = fields
    .filter(({ identifier }) => ORDER_FIELDS.includes(identifier))
    .map(({ value }) => value.trim().toUpperCase())
    .filter(({ length }) => length >= LEAST && length <= LONGEST)
  return [...new Set(numbers)].filter((number) => !areOneOrder(number, orderNumber))
}

/**
 * The other numbers of a bag of which its order has one, where the customer has named the order: they may call all of theirs the same. Null
 * where the number is the seller's own, or the only one.
 */
export function tellingNumbersOf({
  fields,
  orderNumber,
}: Pick<CodeReading, 'fields' | 'orderNumber'>): string[] | null {
  if (orderNumber === null || firstValue(fields, 'K') !== orderNumber) return null
  const others = otherNumbersOf({ fields }, orderNumber)
  return others.length === 0 || firstValue(fields, '1K') !== null ? null : others
}
