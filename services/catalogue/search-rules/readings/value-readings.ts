import { formatValue, unitOf } from '../values/format-value.ts'
import type { Quantity, Value } from '../values/quantity.ts'
import { undecidedToken, valueToken } from '../values/value-tokens.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import type { Reading } from './answer-types.ts'
import type { StrictReading } from './strict-reading.ts'
import type { Span, Test } from './test.ts'

const AS = { kind: 'value', strength: 'whole' } as const

/** Types of components for which a bare n or u means another unit. */
const NOT_FOR: Readonly<Record<string, ComponentKind>> = { capacitance: 'inductor', inductance: 'capacitor' }

/** The type of a part for which an amount without its unit is of another quantity; undefined where it always has one. */
export function excludingType(quantity: string): ComponentKind | undefined {
  return NOT_FOR[quantity]
}

/** Tests for an amount, however a part writes it. */
export function amountTests(quantity: Quantity, amount: number): Test[] {
  const unlessType = excludingType(quantity)
  const sure: Test = { on: 'token', token: valueToken(quantity, amount), ...AS }
  if (unlessType === undefined) return [sure]
  return [sure, { on: 'token', token: undecidedToken(quantity, amount), unlessType, ...AS }]
}

function spanText(quantity: Quantity, { low, high, isLowOpen, isHighOpen }: Span): string {
  if (low !== null && high !== null) return `${formatValue(quantity, low)} … ${formatValue(quantity, high)}`
  if (low !== null) return `${isLowOpen ? '>' : '≥'} ${formatValue(quantity, low)}`
  return high === null ? '' : `${isHighOpen ? '<' : '≤'} ${formatValue(quantity, high)}`
}

/** The reading of a term as amounts from one to another. */
export function spanReading(quantity: Quantity, span: Span): StrictReading {
  const shown: Reading = {
    kind: 'value',
    quantity,
    low: span.low,
    high: span.high,
    unit: unitOf(quantity),
    text: spanText(quantity, span),
  }
  return { shown, tests: [{ on: 'span', quantity, span, ...AS }] }
}

/** The reading of a term as a value. */
export function valueReading({ quantity, low, high }: Value): StrictReading {
  if (low !== high) return spanReading(quantity, { low, high })
  const shown: Reading = {
    kind: 'value',
    quantity,
    value: low,
    unit: unitOf(quantity),
    text: formatValue(quantity, low),
  }
  return { shown, tests: amountTests(quantity, low) }
}
