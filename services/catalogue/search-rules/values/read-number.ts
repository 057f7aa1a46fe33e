/** A number that stands at a place of a text. */
export interface WrittenNumber {
  sign: '' | '+' | '-' | '±'
  /** What it may be, as a decimal text; two where the comma is a point or parts thousands. */
  decimals: readonly string[]
  /** The denominator of a fraction, else null. */
  below: number | null
  end: number
}

const SIGN = /(?:±|\+\/-|\+-) ?|[-+]/y
const FRACTION = /(\d{1,3})\/(\d{1,4})(?!\d)/y
const THOUSANDS = /\d{1,3}(?:(?:,\d{3}){2,4}(?:\.\d{1,6})?|,\d{3}\.\d{1,6})(?![\d.,]*\d)/y
const DECIMAL = /\d{0,15}(?:(?<=\d)[.,]\d{1,15}|(?<!\d)\.\d{1,15})|\d{1,15}/y

function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place
  return pattern.exec(text)
}

/** A comma before exactly three digits and after a digit other than 0 may also part thousands. */
const TWO_WAYS = /^([1-9]\d{0,2}),(\d{3})$/

function decimalsOf(written: string, isQuery: boolean): string[] {
  const decimal = written.replace(',', '.')
  const twoWays = TWO_WAYS.exec(written)
  if (!twoWays) return [decimal]
  const thousands = `${twoWays[1]}${twoWays[2]}`
  if (isQuery) return [thousands, decimal]
  // A part has one value. Thousands are round, and nobody ends a fraction with a zero: 2,500 V but 32,768 kHz.
  return written.endsWith('0') ? [thousands] : [decimal]
}

function sign(text: string, place: number): { sign: WrittenNumber['sign']; end: number } {
  const written = at(SIGN, text, place)?.[0] ?? ''
  const end = place + written.length
  if (written === '' || written === '+' || written === '-') return { sign: written, end }
  return { sign: '±', end }
}

/** The fraction at a place, with its sign; null when there is none. */
export function fractionAt(text: string, place: number): WrittenNumber | null {
  const start = sign(text, place)
  const [found, above = '', below = ''] = at(FRACTION, text, start.end) ?? []
  if (found === undefined || Number(below) === 0) return null
  return { sign: start.sign, decimals: [above], below: Number(below), end: start.end + found.length }
}

/** The number at a place, with its sign; null when there is none. @param isQuery whether a user typed the text. */
export function numberAt(text: string, place: number, isQuery: boolean): WrittenNumber | null {
  const start = sign(text, place)
  const thousands = at(THOUSANDS, text, start.end)?.[0]
  if (thousands !== undefined) {
    return {
      sign: start.sign,
      decimals: [thousands.replaceAll(',', '')],
      below: null,
      end: start.end + thousands.length,
    }
  }
  const found = at(DECIMAL, text, start.end)?.[0]
  if (found === undefined) return null
  return { sign: start.sign, decimals: decimalsOf(found, isQuery), below: null, end: start.end + found.length }
}
