import type { Span } from '../readings/test.ts'
import type { FilteredQuantity } from '../values/quantity.ts'
import { readWholeValue } from '../values/read-values.ts'

/** Units that a filter adds to a number without one. Lengths of parts are given in millimetres. */
const DEFAULT_UNITS: Readonly<Record<FilteredQuantity, string>> = {
  resistance: 'ohm',
  capacitance: 'F',
  inductance: 'H',
  voltage: 'V',
  current: 'A',
  power: 'W',
  frequency: 'Hz',
  tolerance: '%',
  tempco: 'ppm',
  length: 'mm',
  temperature: '°C',
}

/** The amounts of a quantity that a text may mean; the unit may be left out. Ranges have different ends. */
export function amountsOf(quantity: FilteredQuantity, text: string): { low: number; high: number }[] {
  for (const written of [text, `${text}${DEFAULT_UNITS[quantity]}`]) {
    const values = readWholeValue(written, { isQuery: true }).filter((value) => value.quantity === quantity)
    if (values.length > 0) return values
  }
  return []
}

/** An amount with an operator before it as a span. */
export function spanFrom(operator: '>' | '>=' | '<' | '<=', amount: number): Span {
  switch (operator) {
    case '>':
      return { low: amount, high: null, isLowOpen: true }
    case '>=':
      return { low: amount, high: null }
    case '<':
      return { low: null, high: amount, isHighOpen: true }
    default:
      return { low: null, high: amount }
  }
}

/** The two sides of `low..high`, either of which may be empty; null when the text is no range. */
export function sidesOf(text: string): [low: string, high: string] | null {
  const place = text.indexOf('..')
  if (place < 0) return null
  const sides: [string, string] = [text.slice(0, place), text.slice(place).replace(/^\.{2,3}/, '')]
  return sides[0] === '' && sides[1] === '' ? null : sides
}

/** The span that `low..high` means for a quantity; null when an end cannot be read or they are the wrong way round. */
export function spanBetween(quantity: FilteredQuantity, [low, high]: readonly [string, string]): Span | null {
  const [from, to] = [low, high].map((side) => (side === '' ? null : (amountsOf(quantity, side)[0] ?? undefined)))
  if (from === undefined || to === undefined) return null
  if (from !== null && to !== null && from.low > to.high) return null
  return { low: from?.low ?? null, high: to?.high ?? null }
}
