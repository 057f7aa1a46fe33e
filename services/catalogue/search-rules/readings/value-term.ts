import { isSizeCode } from '../packages/canonical-package.ts'
import { sidesOf, spanFrom } from '../query/read-quantity.ts'
import { foldCase } from '../text/fold.ts'
import { eia96, eiaCode } from '../values/eia-codes.ts'
import { roundValue, type Value } from '../values/quantity.ts'
import { readWholeValue } from '../values/read-values.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import type { StrictReading } from './strict-reading.ts'
import { spanReading, valueReading } from './value-readings.ts'

const OPERATOR = /^(>=|<=|≥|≤|>|<) ?(.+)$/
const OPERATORS = { '≥': '>=', '≤': '<=', '>=': '>=', '<=': '<=', '>': '>', '<': '<' } as const

type Sign = keyof typeof OPERATORS

function isSign(text: string): text is Sign {
  return text in OPERATORS
}

/** With a crystal, k and M alone are kilohertz and megahertz. */
function inContext(value: Value, kinds: ReadonlySet<ComponentKind>): Value {
  return value.bare === 'large' && kinds.has('crystal') ? { ...value, quantity: 'frequency' } : value
}

function amount(quantity: Value['quantity'], number: number | null, exponent = 0): Value[] {
  if (number === null) return []
  const value = roundValue(Number(`${number}e${exponent}`))
  return Number.isFinite(value) ? [{ quantity, low: value, high: value }] : []
}

/** What a number without a unit is beside a word that says which kind of component is meant. */
function bareNumberValues(text: string, kinds: ReadonlySet<ComponentKind>): Value[] {
  const isNumber = /^\d{1,9}(?:[.,]\d{1,6})?$/.test(text)
  const ohms = kinds.has('resistor')
    ? [
        ...amount('resistance', isNumber ? Number(text.replace(',', '.')) : null),
        ...amount('resistance', eiaCode(text, 3)),
        ...amount('resistance', eiaCode(text, 4)),
        ...amount('resistance', eia96(text)),
      ]
    : []
  const farads = kinds.has('capacitor') ? amount('capacitance', eiaCode(text, 3), -12) : []
  const henries = kinds.has('inductor') ? amount('inductance', eiaCode(text, 3), -6) : []
  return [...ohms, ...farads, ...henries]
}

function operatorReadings(text: string): StrictReading[] {
  const [, sign = '', rest = ''] = OPERATOR.exec(text) ?? []
  if (!isSign(sign)) return []
  return readWholeValue(rest, { isQuery: true })
    .filter(({ low, high }) => low === high)
    .map(({ quantity, low }) => spanReading(quantity, spanFrom(OPERATORS[sign], low)))
}

/** `10k..` and `..47k`. */
function openRangeReadings(text: string): StrictReading[] {
  const sides = sidesOf(text)
  if (!sides || (sides[0] !== '' && sides[1] !== '')) return []
  const isLow = sides[1] === ''
  return readWholeValue(isLow ? sides[0] : sides[1], { isQuery: true })
    .filter(({ low, high }) => low === high)
    .map(({ quantity, low }) => spanReading(quantity, isLow ? { low, high: null } : { low: null, high: low }))
}

/**
 * The readings of a clean term as a value.
 *
 * @param kinds the kinds of components that the other words of the query name.
 */
export function valueTermReadings(text: string, kinds: ReadonlySet<ComponentKind>): StrictReading[] {
  // 0603M is a size, not 603 megohms.
  if (isSizeCode(foldCase(text))) return []
  const values = readWholeValue(text, { isQuery: true })
    .filter(({ bare }) => bare !== 'light' || !kinds.has('resistor'))
    .map((value) => inContext(value, kinds))
  const found = values.length > 0 ? values : bareNumberValues(text, kinds)
  if (found.length > 0) return found.map(valueReading)
  return [...operatorReadings(text), ...openRangeReadings(text)]
}
