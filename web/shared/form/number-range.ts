import { count } from '../text/numbers.ts'

/** What a field for a number takes. */
export interface NumberRange {
  min: number
  max: number
  /** How many digits may stand behind the point; none by default. */
  decimals?: number
  /** What stands behind the limits where they are said, such as `mm`. */
  unit?: string
}

/** The most that the service counts. */
export const MOST_PIECES = 2_147_483_647
/** The most units of a kit, and the most pieces of a part for one of them. */
export const MOST_UNITS = 1_000_000

/** The decimal point of the browser's locale. */
const POINT = new Intl.NumberFormat().formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'
/** The hyphen, and the sign that texts have for it. */
const NUMBER = /^[-−]?(?=[.,]?\d)\d{0,15}(?:[.,](\d{0,15}))?$/

/** A number as it stands in a field. */
export function numberText(value: number): string {
  return String(value).replace('-', '−').replace('.', POINT)
}

function numberIn(text: string): number | null {
  return NUMBER.test(text) ? Number(text.replace('−', '-').replace(',', '.')) : null
}

/** The number that a text is; null for a text that a field of this range does not take. */
export function readNumber(text: string, { min, max, decimals = 0 }: NumberRange): number | null {
  const number = numberIn(text)
  const isWhole = decimals === 0 && /[.,]/.test(text)
  if (number === null || isWhole || (NUMBER.exec(text)?.[1] ?? '').length > decimals) return null
  return number >= min && number <= max ? number : null
}

/** What a field takes, in words: that is what is wrong with a text that it does not take. */
export function rangeText(label: string, { min, max, decimals = 0, unit }: NumberRange): string {
  const behind = unit === undefined ? '' : ` ${unit}`
  const limits = `from ${count(min)} to ${count(max)}${behind}`
  if (decimals === 0) return `${label}: a whole number ${limits}`
  return `${label}: ${limits}, in steps of ${numberText(10 ** -decimals)}`
}

/** The number that is one step more or less than what stands in a field. */
export function stepped(from: string, by: 1 | -1, { min, max, decimals = 0 }: NumberRange): number {
  const number = numberIn(from) ?? min
  const steps = Number((number * 10 ** decimals).toFixed(6))
  const next = by > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1
  return Math.min(max, Math.max(min, Number((next / 10 ** decimals).toFixed(decimals))))
}
