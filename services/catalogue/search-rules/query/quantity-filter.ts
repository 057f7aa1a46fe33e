import type { Test } from '../readings/test.ts'
import { amountTests } from '../readings/value-readings.ts'
import { quantityOf } from './filter-names.ts'
import type { ParsedFilter } from './parsed-query.ts'
import { amountsOf, sidesOf, spanBetween, spanFrom } from './read-quantity.ts'

function ownSpan(field: string): 'input' | 'output' | null {
  return field === 'input' || field === 'output' ? field : null
}

function spanTest(field: string, span: Extract<Test, { on: 'span' }>['span']): Test {
  return { on: 'span', quantity: ownSpan(field) ?? quantityOf(field), span, kind: 'value', strength: 'whole' }
}

function quantityTestsOf(field: string, operator: ParsedFilter['operator'], text: string): Test[] {
  const quantity = quantityOf(field)
  const amounts = amountsOf(quantity, text)
  const sides = sidesOf(text)
  if (operator !== null && operator !== '=') {
    return amounts.flatMap(({ low, high }) => (low === high ? [spanTest(field, spanFrom(operator, low))] : []))
  }
  if (amounts.length === 0 && sides) {
    const span = spanBetween(quantity, sides)
    return span ? [spanTest(field, span)] : []
  }
  return amounts.flatMap(({ low, high }) =>
    low === high && ownSpan(field) === null ? amountTests(quantity, low) : [spanTest(field, { low, high })],
  )
}

/** The tests of a filter for values: a comma may be a decimal comma, else it parts values. Empty when one of them cannot be read. */
export function quantityTests(filter: ParsedFilter): Test[] {
  const { field } = filter.name
  const whole = quantityTestsOf(field, filter.operator, filter.value.replaceAll('"', ''))
  if (whole.length > 0) return whole
  const each = filter.values.map(({ text }) => quantityTestsOf(field, filter.operator, text))
  return each.some((tests) => tests.length === 0) ? [] : each.flat()
}
