import { currencyNamed } from '../columns/fold-header.ts'
import { type ProblemList, shown } from '../problems.ts'
import { type Amount, amountOf } from './money.ts'
import { type NumberForm, plainDigits } from './number-marks.ts'

export interface Price extends Amount {
  /** ISO 4217, when the cell names it. */
  currency: string | null
  /** Whether it names a dollar, and not whose: that of the United States unless the file says another one. */
  isAnyDollar: boolean
}

const PARTS =
  /^(-?)\s*(\p{L}{0,3}[$¥]|\p{L}{1,3}(?:\.(?=\s))?|[^\d\p{L}\s.,'-]{1,3})?\s*(-?)\s*(\d[\d.,'’\s]*|[.,]\d+)\s*(\p{L}{0,3}[$¥]|\p{L}{1,3}|[^\d\p{L}\s.,']{1,3})?\.?$/u
/** What most prices are. */
const PLAIN = /^\d{1,10}(?:\.\d{1,6})?$/
/** The sign of crowns, of which several countries have their own: the price is one, and its currency is not known. */
const OF_SEVERAL = /^kr$/i
const MARK_OF_THREE = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/
/** More than the column can hold. */
const MAX_WHOLE_DIGITS = 10

/**
 * A price with its currency, before or behind. @returns null when it cannot be read; the problem is added.
 *
 * @param field that problems name.
 */
export function readPrice(text: string, form: NumberForm, field: string, problems: ProblemList): Price | null {
  const plain = text.normalize('NFKC').trim()
  if (PLAIN.test(plain) && form.decimal === '.' && !form.isAmbiguous)
    return { ...amountOf(plain), currency: null, isAnyDollar: false }
  const [, sign = '', before = '', inner = '', number = '', behind = ''] = PARTS.exec(plain) ?? []
  const digits = number === '' ? null : plainDigits(number, form.decimal)
  const marks = [before, behind].filter((mark) => mark !== '').map((mark) => mark.replace('.', ''))
  const named = marks.filter((mark) => !OF_SEVERAL.test(mark)).map(currencyOf)
  // A dollar and whose it is: `$1.00 CAD`.
  const exact = marks.length > 1 && before === ANY_DOLLAR && DOLLARS.has(named[1] ?? '') ? named.slice(1) : named
  const currency = exact[0] ?? null
  const isBad = digits === null || sign + inner !== '' || exact.some((each) => each === null || each !== currency)
  if (isBad || digits.split('.')[0]?.length === undefined || (digits.split('.')[0] ?? '').length > MAX_WHOLE_DIGITS) {
    problems.error('PRICE_NOT_A_NUMBER', field, `${field}: ${shown(text)} is no price: write a number such as 0.25`)
    return null
  }
  if (form.isAmbiguous && MARK_OF_THREE.test(number)) {
    problems.warn('AMBIGUOUS_NUMBER', field, `${field}: ${shown(text)} was read as ${digits}: check the decimal mark`)
  }
  const amount = amountOf(digits)
  if (amount.isClipped) {
    problems.warn('VALUE_CLIPPED', field, `${field}: ${shown(text)} was rounded to six places behind the decimal mark`)
  }
  return { ...amount, currency, isAnyDollar: marks.length === 1 && marks[0] === ANY_DOLLAR }
}

const ANY_DOLLAR = '$'
const DOLLARS: ReadonlySet<string> = new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD'])
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
/** Names of currencies that are no codes. In headers they may be other words. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['fr', 'CHF'],
  ['sfr', 'CHF'],
  ['lei', 'RON'],
])

/** The currency of a price in a file that names the given one elsewhere. */
export function currencyOfPrice({ currency, isAnyDollar }: Price, said: string | null): string | null {
  return isAnyDollar && said !== null && DOLLARS.has(said) ? said : currency
}

function currencyOf(mark: string): string | null {
  const named = currencyNamed(mark.toLowerCase())
  if (named !== null) return named
  const dollar = /^(\p{L}{1,2})\$$/u.exec(mark)?.[1]?.toUpperCase()
  if (dollar !== undefined)
    return { CA: 'CAD', C: 'CAD', AU: 'AUD', A: 'AUD', NZ: 'NZD', HK: 'HKD', S: 'SGD' }[dollar] ?? null
  const code = mark.toUpperCase()
  return NAMES.get(mark.toLowerCase()) ?? (CODES.has(code) ? code : null)
}
