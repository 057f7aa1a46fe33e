import type { Quantity } from './quantity.ts'

/** The token of one amount, the same for every way to write it. @param amount rounded as `roundValue` does. */
export function valueToken(quantity: Quantity, amount: number): string {
  return `v:${quantity}:${amount}`
}

/** The token of an amount whose unit a part leaves to its type: `100n` is farad or henry. */
export function undecidedToken(quantity: Quantity, amount: number): string {
  return `u:${quantity}:${amount}`
}
