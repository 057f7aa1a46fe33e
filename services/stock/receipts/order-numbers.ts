/**
 * The number of an order as it is compared, however a shop, a bag or a person writes it: its letters and digits in capitals. The database has the same as
 * `folded_order_number`.
 */
export function foldedOrder(number: string): string {
  const upper = number.normalize('NFKC').toUpperCase()
  return upper.replaceAll(/[^\p{L}\p{N}]/gu, '') || upper.trim()
}

/** Whether two numbers are known, and mean one order. */
export function areOneOrder(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && (one === other || foldedOrder(one) === foldedOrder(other))
}
