import type { Quantity, Value } from './quantity.ts'
import { numberAt } from './read-number.ts'
import { type ReadValue, valueAt, withUnit } from './value-at.ts'

export interface ReadOptions {
  /** Whether a user typed the text: some forms are read in queries only. */
  isQuery: boolean
}

const CANDIDATE = /(?:(?:±|\+\/-|\+-) ?|[-+])?\.?\d|[Rr](?=\d\d)/g
const INSIDE = /[\p{L}\p{N}\p{M}\-_.+#°%^*]/u
const GOES_ON = /(?:[\p{L}\p{N}\p{M}_°%^]|[-.+#'](?=[\p{L}\p{N}]))/uy
/** Between the ends of a range. A hyphen has blanks on both sides or on none: `3V -5V` are two values. */
const BETWEEN = / ?(?:\.{2,3}|~) ?| - |-| (?:to|bis) /y

/** Whether a value may start at a place: where a word does, or after a slash, a bracket or a comparison. */
function mayStart(text: string, place: number): boolean {
  const before = text[place - 1]
  if (before === undefined) return true
  if (before === "'") return mayStart(text, place - 1)
  // A comma after a digit is a decimal comma of something else.
  if (before === ',' && /\d/.test(text[place - 2] ?? '')) return false
  return !INSIDE.test(before)
}

function endsWell(text: string, place: number): boolean {
  GOES_ON.lastIndex = place
  return !GOES_ON.test(text)
}

function betweenAt(text: string, place: number): number {
  BETWEEN.lastIndex = place
  return BETWEEN.exec(text)?.[0].length ?? 0
}

function spanOf(low: Value, high: Value): Value {
  const [first, last] = low.low <= high.high ? [low.low, high.high] : [high.high, low.low]
  return { ...high, low: first, high: last }
}

function ofQuantity(values: readonly Value[], quantity: Quantity): Value | undefined {
  return values.find((value) => value.quantity === quantity)
}

interface RangeStart {
  end: number
  /** The lower end of a range, given the upper one. */
  value: (high: ReadValue, quantity: Quantity) => Value | undefined
}

function rangeStarts(text: string, start: number, isQuery: boolean): RangeStart[] {
  const value = valueAt({ text, start, isQuery, isEnd: (end) => betweenAt(text, end) > 0 })
  const number = numberAt(text, start, isQuery)
  return [
    ...(value
      ? [{ end: value.end, value: (_: ReadValue, quantity: Quantity) => ofQuantity(value.values, quantity) }]
      : []),
    ...(number && number.sign !== '±'
      ? [
          {
            end: number.end,
            // The number takes the unit of the other end, and its prefix unless that turns the range round: 100-1k.
            value: ({ form, values }: ReadValue, quantity: Quantity) => {
              if (!form) return undefined
              const high = ofQuantity(values, quantity)?.high ?? 0
              const low = ofQuantity(withUnit(number, form), quantity)
              return low && low.low > high ? ofQuantity(withUnit(number, { ...form, exponent: 0 }), quantity) : low
            },
          },
        ]
      : []),
  ]
}

function rangeAt(text: string, start: number, isQuery: boolean): ReadValue | null {
  for (const first of rangeStarts(text, start, isQuery)) {
    const between = betweenAt(text, first.end)
    if (between === 0) continue
    const high = valueAt({ text, start: first.end + between, isQuery, isEnd: (end) => endsWell(text, end) })
    const values = (high?.values ?? []).flatMap((upper) => {
      const lower = high && first.value(high, upper.quantity)
      return lower && lower.low <= upper.high ? [spanOf(lower, upper)] : []
    })
    if (high && values.length > 0) return { values, start, end: high.end, form: null }
  }
  return null
}

function readAt(text: string, start: number, isQuery: boolean): ReadValue | null {
  return rangeAt(text, start, isQuery) ?? valueAt({ text, start, isQuery, isEnd: (end) => endsWell(text, end) })
}

/** The values of a clean text, in order. A value never starts inside a token: `MFR-25-180R` holds none. */
export function valuesIn(text: string, { isQuery }: ReadOptions): ReadValue[] {
  const found: ReadValue[] = []
  CANDIDATE.lastIndex = 0
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const { index } = match
    const value = mayStart(text, index) ? readAt(text, index, isQuery) : null
    if (value) found.push(value)
    CANDIDATE.lastIndex = value ? value.end : index + 1
  }
  return found
}

/** What a whole clean text is as a value; empty when it is none. */
export function readWholeValue(text: string, { isQuery }: ReadOptions): readonly Value[] {
  const value = readAt(text, 0, isQuery)
  return value?.end === text.length ? value.values : []
}
