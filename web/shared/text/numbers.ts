const WHOLE = new Intl.NumberFormat()
const PLURAL = new Intl.PluralRules('en')
const MINUS = '\u2212'

/** A number as the browser's locale writes it, with a true minus. */
export function count(value: number): string {
  return WHOLE.format(value).replace('-', MINUS)
}

const SHORT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 })
const LONG = 10_000

/** A number where there is little room, such as beside an axis: `120M` for one that is long. @param from which is long. */
export function shortCount(value: number, from = LONG): string {
  // Some locales write a small m for millions, which is a thousandth beside parts.
  return value < from ? count(value) : SHORT.format(value).replace(/m$/, 'M')
}

/** A change of an amount, with a sign of its own: `+25`, `−8`. */
export function change(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${count(value)}` : count(value)
}

/** An amount with its noun: `plural(1, 'part', 'parts')` is `1 part`. */
export function plural(value: number, one: string, other: string): string {
  return `${count(value)} ${PLURAL.select(value) === 'one' ? one : other}`
}

/** A share as a whole percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** A size in bytes in the largest unit that leaves a whole part. */
export function bytes(size: number): string {
  const power = Math.min(UNITS.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3))
  const digits = power === 0 || size / 1000 ** power >= 100 ? 0 : 1
  return `${(size / 1000 ** power).toFixed(digits)}\u202f${UNITS[power]}`
}
