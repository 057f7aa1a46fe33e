import { isConstant, isRate } from './no-amounts.ts'
import { type Quantity, roundValue, type Value } from './quantity.ts'
import { fractionAt, numberAt, type WrittenNumber } from './read-number.ts'
import { POINT_FORMS, UNIT_FORMS, type UnitForm } from './unit-forms.ts'

/** What a text says at a place. */
export interface ReadValue {
  /** More than one where the writing allows several readings. */
  values: readonly Value[]
  start: number
  end: number
  /** How the unit is written, to give it to a number that stands before in a range. */
  form: { form: UnitForm; exponent: number } | null
}

/** A fraction has at most three digits, so that 1N4148 is no value. */
const DIGITS_OF_POINT = '(\\d{1,3})(?!\\d)'

function choice(letters: Readonly<Record<string, number>>): string {
  return `(${Object.keys(letters).join('|')})`
}

const UNITS = UNIT_FORMS.map((form) => ({
  form,
  pattern: new RegExp(`${form.apart ? ' ?' : ''}${choice(form.prefixes)}${form.symbol}`, 'y'),
}))
const POINTS = POINT_FORMS.map((form) => ({
  form,
  pattern: new RegExp(`[-+]?(\\d{1,6})${choice(form.letters)}${DIGITS_OF_POINT}${form.unit}`, 'y'),
}))
const LEADING_R = {
  written: /R(\d{2,3})(?!\d)(?: ?(?:[oO]hms?|OHMS?))?/y,
  typed: /[Rr](\d{2,3})(?!\d)(?: ?(?:[oO]hms?|OHMS?))?/y,
}

function has(letters: Readonly<Record<string, number>>, letter: string): number {
  return letters[letter] ?? 0
}

const SIGNED: readonly Quantity[] = ['voltage', 'temperature']

function signed(quantity: Quantity, amount: number, sign: WrittenNumber['sign']): number[] {
  if (!SIGNED.includes(quantity) || sign === '' || sign === '+') return [amount]
  return sign === '-' ? [-amount] : [amount, -amount]
}

function expand(quantity: Quantity, amounts: readonly number[], bare?: Value['bare']): Value[] {
  const quantities: Quantity[] = bare === 'small' ? [quantity, 'inductance'] : [quantity]
  return quantities.flatMap((each) =>
    amounts.map(roundValue).map((amount) => ({ quantity: each, low: amount, high: amount, ...(bare && { bare }) })),
  )
}

/** Colours of lamps are round numbers of kelvins. */
function isColour(kelvins: number): boolean {
  return kelvins >= 1000 && kelvins <= 20_000 && kelvins % 100 === 0
}

function colours({ decimals, sign, below }: WrittenNumber): Value[] {
  if (sign !== '' || below !== null) return []
  return expand('colour_temperature', decimals.map(Number).filter(isColour), 'light')
}

/** The values that a number has in a unit. */
export function withUnit(number: WrittenNumber, { form, exponent }: NonNullable<ReadValue['form']>): Value[] {
  if (form.quantity === 'colour_temperature') return colours(number)
  const amounts = number.decimals.flatMap((decimal) => {
    const amount = (Number(`${decimal}e${exponent}`) / (number.below ?? 1)) * (form.scale ?? 1)
    return signed(form.quantity, amount, number.sign)
  })
  return [...expand(form.quantity, amounts, form.bare), ...(form.isKelvin ? colours(number) : [])]
}

interface Place {
  text: string
  start: number
  isQuery: boolean
  isEnd: (end: number) => boolean
}

function pointValue({ text, start, isQuery, isEnd }: Place): ReadValue | null {
  for (const { form, pattern } of POINTS) {
    if (form.queries && !isQuery) continue
    pattern.lastIndex = start
    const [found, whole, letter = '', fraction] = pattern.exec(text) ?? []
    if (found === undefined || !isEnd(start + found.length)) continue
    const amount = Number(`${whole}.${fraction}e${has(form.letters, letter)}`)
    const sign = found.startsWith('-') ? '-' : ''
    const values = expand(form.quantity, signed(form.quantity, amount, sign), form.bare)
    return { values, start, end: start + found.length, form: null }
  }
  return null
}

function leadingR({ text, start, isQuery, isEnd }: Place): ReadValue | null {
  const pattern = isQuery ? LEADING_R.typed : LEADING_R.written
  pattern.lastIndex = start
  const [found, fraction] = pattern.exec(text) ?? []
  if (found === undefined || !isEnd(start + found.length)) return null
  return { values: expand('resistance', [Number(`0.${fraction}`)]), start, end: start + found.length, form: null }
}

function unitValue(place: Place, number: WrittenNumber | null): ReadValue | null {
  if (!number) return null
  for (const { form, pattern } of UNITS) {
    if ((form.queries && !place.isQuery) || (number.below !== null && !form.fraction)) continue
    pattern.lastIndex = number.end
    const [found, prefix = ''] = pattern.exec(place.text) ?? []
    if (found === undefined || !place.isEnd(number.end + found.length)) continue
    const written = { form, exponent: has(form.prefixes, prefix) }
    const values = withUnit(number, written)
    if (values.length > 0) return { values, start: place.start, end: number.end + found.length, form: written }
  }
  return null
}

/**
 * The value that starts at a place of a clean text and ends where it may.
 *
 * @returns null when there is none.
 */
export function valueAt(at: Place): ReadValue | null {
  const { text, start, isQuery, isEnd } = at
  if (isConstant(text, start)) return null
  const place: Place = { ...at, isEnd: (end) => isEnd(end) && !isRate(text, end) }
  return (
    pointValue(place) ??
    leadingR(place) ??
    unitValue(place, fractionAt(text, start)) ??
    unitValue(place, numberAt(text, start, isQuery))
  )
}
