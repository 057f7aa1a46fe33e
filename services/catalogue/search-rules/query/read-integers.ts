import type { Operator } from './parsed-query.ts'
import { sidesOf } from './read-quantity.ts'
import type { IntegerSpan } from './search-query.ts'

const INTEGER = /^\d{1,9}$/

function span(operator: Operator | null, text: string): IntegerSpan | null {
  const sides = sidesOf(text)
  if (sides && operator === null) {
    if (!sides.every((side) => side === '' || INTEGER.test(side))) return null
    const [low = null, high = null] = sides.map((side) => (side === '' ? null : Number(side)))
    return low !== null && high !== null && low > high ? null : { low, high }
  }
  if (!INTEGER.test(text)) return null
  const number = Number(text)
  switch (operator) {
    case '>':
      return { low: number + 1, high: null }
    case '>=':
      return { low: number, high: null }
    case '<':
      return { low: null, high: number - 1 }
    case '<=':
      return { low: null, high: number }
    default:
      return { low: number, high: number }
  }
}

/** Whole numbers, ranges of them, or one with an operator; null when one of the texts is neither, or ends below its start. */
export function integerSpans(operator: Operator | null, texts: readonly string[]): IntegerSpan[] | null {
  const spans = texts.map((text) => span(operator, text))
  const read = spans.filter((each) => each !== null)
  return read.length === spans.length ? read : null
}
