import type { Quantity } from './quantity.ts'

/** How a unit is written behind a number. */
export interface UnitForm {
  quantity: Quantity
  /** Exponents of ten by prefix as written; a prefix that is missing here is not read. */
  prefixes: Readonly<Record<string, number>>
  /** Regular expression of what follows the prefix. */
  symbol: string
  /** Whether a blank may stand before it. */
  apart?: boolean
  /** Read in queries only: in the text of a part it is more often something else. */
  queries?: boolean
  bare?: 'small' | 'large' | 'light'
  /** Whether the number may be one of kelvins as well. */
  isKelvin?: true
  /** Units of the quantity in this one, where that is no power of ten. */
  scale?: number
  /** Whether the number may be a fraction such as 1/4. */
  fraction?: boolean
}

const SMALL = { p: -12, n: -9, u: -6, µ: -6 }
const CAPITAL_SMALL = { P: -12, N: -9, U: -6 }
const MILLI = { m: -3 }
/** There are no mega-amperes, -watts or -volts in a drawer: who writes so means milli. */
const SHOUTED_MILLI = { M: -3 }
const KILO = { k: 3, K: 3 }
const NONE = { '': 0 }

const SMALL_RATE = { u: -6, µ: -6, ...MILLI }
const PER = ' ?\\/ ?'

/** They come first: what stands before the slash is a unit by itself. */
const RATES: readonly UnitForm[] = [
  {
    quantity: 'voltage_per_temperature',
    prefixes: { ...NONE, ...SMALL_RATE },
    symbol: `[vV]${PER}(?:°[cC]|K|[dD]eg[cC]?)`,
    apart: true,
  },
  // A volt by a C alone may be a voltage and something else.
  { quantity: 'voltage_per_temperature', prefixes: SMALL_RATE, symbol: `[vV]${PER}C`, apart: true },
  { quantity: 'voltage_per_current', prefixes: { ...NONE, ...SMALL_RATE }, symbol: `[vV]${PER}A`, apart: true },
  { quantity: 'voltage_per_time', prefixes: NONE, symbol: `[vV]${PER}[uµ]s`, apart: true },
  { quantity: 'voltage_per_time', prefixes: NONE, symbol: `[vV]${PER}ms`, apart: true, scale: 1e-3 },
  { quantity: 'voltage_per_time', prefixes: NONE, symbol: `[vV]${PER}s`, apart: true, scale: 1e-6 },
  { quantity: 'current_per_power', prefixes: { ...NONE, ...SMALL_RATE }, symbol: `A${PER}W`, apart: true },
  { quantity: 'temperature_per_power', prefixes: NONE, symbol: `(?:K|°[cC])${PER}W`, apart: true },
]

const KIND_OF_VOLTAGE = '(?:[dD][cC]|[aA][cC]|[rR][mM][sS])'

export const UNIT_FORMS: readonly UnitForm[] = [
  ...RATES,
  {
    quantity: 'resistance',
    prefixes: { ...NONE, ...MILLI, ...KILO, M: 6, G: 9 },
    symbol: ' ?(?:[oO]hms?|OHMS?)',
    apart: true,
  },
  { quantity: 'resistance', prefixes: NONE, symbol: 'R', apart: true },
  { quantity: 'resistance', prefixes: NONE, symbol: 'r', queries: true },
  { quantity: 'resistance', prefixes: { k: 3 }, symbol: '', apart: true, bare: 'large' },
  // Memories have K: so a big one only stands at its number.
  { quantity: 'resistance', prefixes: { K: 3 }, symbol: '', bare: 'large', isKelvin: true },
  { quantity: 'resistance', prefixes: { M: 6 }, symbol: '', bare: 'large' },
  { quantity: 'colour_temperature', prefixes: NONE, symbol: 'K', apart: true, bare: 'light' },
  { quantity: 'capacitance', prefixes: { ...SMALL, ...CAPITAL_SMALL, ...MILLI }, symbol: '[fF]', apart: true },
  { quantity: 'capacitance', prefixes: NONE, symbol: 'F', apart: true },
  { quantity: 'capacitance', prefixes: { m: -6, M: -6 }, symbol: '(?:fd|FD)', apart: true },
  { quantity: 'capacitance', prefixes: { p: -12 }, symbol: '', apart: true },
  { quantity: 'capacitance', prefixes: { P: -12 }, symbol: '', queries: true },
  { quantity: 'capacitance', prefixes: { n: -9, u: -6, µ: -6 }, symbol: '', apart: true, bare: 'small' },
  { quantity: 'capacitance', prefixes: { N: -9, U: -6 }, symbol: '', queries: true, bare: 'small' },
  {
    quantity: 'inductance',
    prefixes: { n: -9, u: -6, µ: -6, N: -9, U: -6, ...MILLI, ...SHOUTED_MILLI },
    symbol: '[hH]',
    apart: true,
  },
  { quantity: 'inductance', prefixes: NONE, symbol: 'H', apart: true },
  {
    quantity: 'voltage',
    prefixes: { ...NONE, u: -6, µ: -6, ...MILLI, ...SHOUTED_MILLI, ...KILO },
    symbol: `[vV](?:${KIND_OF_VOLTAGE}| ${KIND_OF_VOLTAGE}(?![\\w+#/-]|\\.\\w))?`,
    apart: true,
  },
  {
    quantity: 'current',
    prefixes: { ...NONE, n: -9, u: -6, µ: -6, ...MILLI, ...SHOUTED_MILLI, k: 3 },
    symbol: 'A',
    apart: true,
  },
  { quantity: 'current', prefixes: { u: -6, µ: -6, ...MILLI }, symbol: 'a', apart: true },
  { quantity: 'current', prefixes: NONE, symbol: 'a', queries: true },
  {
    quantity: 'power',
    prefixes: { ...NONE, u: -6, µ: -6, ...MILLI, ...SHOUTED_MILLI, ...KILO },
    symbol: '[wW]',
    apart: true,
    fraction: true,
  },
  { quantity: 'frequency', prefixes: { ...NONE, ...KILO, m: 6, M: 6, g: 9, G: 9 }, symbol: '[hH][zZ]', apart: true },
  { quantity: 'tolerance', prefixes: NONE, symbol: '%', apart: true },
  { quantity: 'tempco', prefixes: NONE, symbol: '(?:ppm|PPM)(?:\\/(?:°?[cC]|[kK]))?', apart: true },
  { quantity: 'length', prefixes: { n: -9, u: -6, µ: -6, m: -3, c: -2 }, symbol: 'm', apart: true },
  { quantity: 'length', prefixes: NONE, symbol: 'm', apart: true },
  { quantity: 'length', prefixes: { M: -3, C: -2 }, symbol: 'M', apart: true },
  // "3 in 1" is no length, so the short word stands at its number.
  { quantity: 'length', prefixes: NONE, symbol: '(?:in|IN|")', scale: 0.0254, fraction: true },
  { quantity: 'length', prefixes: NONE, symbol: '(?:inch|inches)', scale: 0.0254, apart: true, fraction: true },
  { quantity: 'length', prefixes: NONE, symbol: '(?:mils?|MILS?)', scale: 0.0000254, apart: true },
  { quantity: 'temperature', prefixes: NONE, symbol: '°[cC]', apart: true },
]

/** How a prefix or a letter is written in the place of the point (IEC 60062), such as 4k7 and 3V3. */
export interface PointForm {
  quantity: Quantity
  letters: Readonly<Record<string, number>>
  /** Regular expression of the unit that may follow. */
  unit: string
  queries?: boolean
  bare?: 'small' | 'large'
}

const OHM = '(?: ?(?:[oO]hms?|OHMS?))?'

export const POINT_FORMS: readonly PointForm[] = [
  { quantity: 'resistance', letters: { R: 0, r: 0 }, unit: OHM },
  { quantity: 'resistance', letters: { k: 3, K: 3, M: 6, m: 6 }, unit: OHM },
  { quantity: 'capacitance', letters: { ...SMALL, ...CAPITAL_SMALL }, unit: '[fF]' },
  { quantity: 'capacitance', letters: { p: -12 }, unit: '' },
  { quantity: 'capacitance', letters: { P: -12 }, unit: '', queries: true },
  { quantity: 'capacitance', letters: { n: -9, u: -6, µ: -6 }, unit: '', bare: 'small' },
  { quantity: 'capacitance', letters: { N: -9, U: -6 }, unit: '', queries: true, bare: 'small' },
  { quantity: 'inductance', letters: { n: -9, u: -6, µ: -6, N: -9, U: -6, m: -3 }, unit: '[hH]' },
  { quantity: 'voltage', letters: { V: 0, v: 0 }, unit: '(?:[dD][cC])?' },
]
