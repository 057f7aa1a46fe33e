import type { CodeReading } from './code-reading.ts'

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
  return [...new Set(numbers)].filter((number) => number !== orderNumber?.toUpperCase())
}
