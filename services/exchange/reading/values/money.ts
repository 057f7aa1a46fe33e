/** Amounts are counted in millionths, so that sums are exact. */
const PLACES = 6
const MILLION = 10 ** PLACES
const ONE = BigInt(MILLION)
/** Whole numbers with fewer digits, in millionths, are exact as numbers, which are quicker. */
const EXACT_DIGITS = 9
/** Half of the last place, by the number of places. */
const HALVES = Array.from({ length: PLACES + 1 }, (_, places) => 10n ** BigInt(PLACES - places) / 2n)

/** An amount in millionths, and whether digits beyond them were rounded half up. */
export interface Amount {
  millionths: bigint
  isClipped: boolean
  /** Digits behind the decimal mark as written. */
  places: number
}

/** @param digits as `12.345`, not negative. */
export function amountOf(digits: string): Amount {
  const mark = digits.indexOf('.')
  const whole = mark < 0 ? digits : digits.slice(0, mark)
  const fraction = mark < 0 ? '' : digits.slice(mark + 1)
  if (whole.length <= EXACT_DIGITS && fraction.length <= PLACES) {
    const millionths = Number(whole) * MILLION + Number(fraction) * 10 ** (PLACES - fraction.length)
    return { millionths: BigInt(millionths), isClipped: false, places: fraction.length }
  }
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
  const exact = Number(millionths)
  if (Number.isSafeInteger(exact) && exact >= 0) {
    const rest = exact % MILLION
    const start = String((exact - rest) / MILLION)
    return rest === 0 ? start : `${start}.${withoutZeros(String(rest).padStart(PLACES, '0'))}`
  }
  const whole = millionths / ONE
  const fraction = withoutZeros((millionths % ONE).toString().padStart(PLACES, '0'))
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}

function withoutZeros(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return digits.slice(0, end)
}

/** Whether quantity times price is a total that was rounded to so many places. */
export function agrees(unit: bigint, quantity: number, total: Amount): boolean {
  const difference = unit * BigInt(quantity) - total.millionths
  const half = HALVES[total.places] ?? 0n
  return (difference < 0n ? -difference : difference) <= half
}
