/** Digits that a stored number holds for sure. */
const DIGITS = 15
/** Numbers with more zeros than these stay as they are written. */
const MOST_ZEROS = 30

/**
 * A stored number as people write it, without an exponent. Numbers are stored with errors in the 17th digit: 0.1 + 0.2 is
 * 0.30000000000000004.
 *
 * @param value what is no number stays as it is.
 */
export function plainNumber(value: string): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (/^-?\d+(?:\.\d{1,14})?$/.test(value)) return value
  const rounded = Number(number.toPrecision(DIGITS))
  const [mantissa = '', exponent = '0'] = Math.abs(rounded).toExponential().split('e')
  const places = Number(exponent)
  if (Math.abs(places) > MOST_ZEROS) return value
  const digits = mantissa.replace('.', '')
  return `${rounded < 0 ? '-' : ''}${withPoint(digits, places + 1)}`
}

/** @param before how many of the digits stand before the point; there may be fewer of them, and less than none. */
function withPoint(digits: string, before: number): string {
  if (before <= 0) return `0.${'0'.repeat(-before)}${digits}`
  const whole = digits.slice(0, before).padEnd(before, '0')
  const rest = digits.slice(before)
  return rest === '' ? whole : `${whole}.${rest}`
}
