/** Amounts are counted in millionths, so that sums are exact. */
const PLACES = 6
const ONE = 10n ** BigInt(PLACES)

/** An amount in millionths, and whether digits beyond them were rounded half up. */
export interface Amount {
  millionths: bigint
  isClipped: boolean
  /** Digits behind the decimal mark as written. */
  places: number
}

/** @param digits as `12.345`, not negative. */
export function amountOf(digits: string): Amount {
  const [whole = '0', fraction = ''] = digits.split('.')
  const kept = fraction.slice(0, PLACES).padEnd(PLACES, '0')
  const rest = fraction.slice(PLACES)
  const up = rest !== '' && Number(rest.charAt(0)) >= 5 ? 1n : 0n
  return {
    millionths: BigInt(whole === '' ? '0' : whole) * ONE + BigInt(kept) + up,
    isClipped: /[1-9]/.test(rest),
    places: fraction.length,
  }
}

/** An amount as a decimal number without zeros at the end: `0.0316`. */
export function amountText(millionths: bigint): string {
  const whole = millionths / ONE
  const fraction = (millionths % ONE).toString().padStart(PLACES, '0').replace(/0+$/, '')
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}

/** Whether quantity times price is a total that was rounded to so many places. */
export function agrees(unit: bigint, quantity: number, total: Amount): boolean {
  const difference = unit * BigInt(quantity) - total.millionths
  const half = 10n ** BigInt(Math.max(PLACES - total.places, 0)) / 2n
  return (difference < 0n ? -difference : difference) <= half
}
