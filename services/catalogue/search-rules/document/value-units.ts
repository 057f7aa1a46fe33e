import { isSizeCode } from '../packages/canonical-package.ts'
import { cleanText, foldCase } from '../text/fold.ts'
import { originalRange } from '../text/mapped-text.ts'
import type { Quantity, Value } from '../values/quantity.ts'
import { valuesIn } from '../values/read-values.ts'
import { undecidedToken, valueToken } from '../values/value-tokens.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import { threadsIn } from '../words/screw-threads.ts'
import type { FieldText } from './searched-part.ts'
import type { Unit } from './unit.ts'

type SpanQuantity = Quantity | 'input' | 'output'

interface Decided extends Value {
  isUndecided: boolean
}

/** The readings that count: K of a lamp is that of its colour, and of no other part. */
function ofKinds(values: readonly Value[], kinds: ReadonlySet<ComponentKind>): readonly Value[] {
  const isLamp = kinds.has('light') && !kinds.has('resistor')
  const colours = values.filter(({ bare }) => bare === 'light')
  if (isLamp && colours.length > 0) return colours
  return values.filter(({ bare }) => bare !== 'light')
}

/** What a value of a part is, given the kinds of components that its words name. */
function decide(value: Value, kinds: ReadonlySet<ComponentKind>): Decided[] {
  if (value.bare === 'large') {
    return [{ ...value, quantity: kinds.has('crystal') ? 'frequency' : 'resistance', isUndecided: false }]
  }
  if (value.bare === undefined || value.bare === 'light') return [{ ...value, isUndecided: false }]
  const [isCapacitor, isInductor] = [kinds.has('capacitor'), kinds.has('inductor')]
  if (isCapacitor === isInductor) return [{ ...value, isUndecided: true }]
  return (value.quantity === 'capacitance') === isCapacitor ? [{ ...value, isUndecided: false }] : []
}

function tokensOf({ quantity, low, high, isUndecided }: Decided): string[] {
  const token = isUndecided ? undecidedToken : valueToken
  return [...new Set([low, high])].map((amount) => token(quantity, amount))
}

const OWN_QUANTITY: Readonly<Record<string, SpanQuantity>> = { input_voltage: 'input', output_voltage: 'output' }

function spansOf(field: string, { quantity, low, high, isUndecided }: Decided): NonNullable<Unit['span']>[] {
  const own = quantity === 'voltage' ? OWN_QUANTITY[field] : undefined
  const quantities = own === undefined ? [quantity] : [quantity, own]
  return quantities.map((each) => ({ quantity: each, span: { low, high }, isUndecided }))
}

/** The lengths of screws, which are written without a unit: 12 mm of `M3x12`. */
function screwLengths(clean: string): { start: number; end: number; values: Value[] }[] {
  return threadsIn(clean).flatMap(({ length, start, end }) =>
    length === null ? [] : [{ start, end, values: [{ quantity: 'length', low: length, high: length }] }],
  )
}

/** The values of a text as units: one for each amount that is named, and one for each span of amounts. */
export function valueUnits({ field, text }: FieldText, kinds: ReadonlySet<ComponentKind>): Unit[] {
  const clean = cleanText(text)
  const read = valuesIn(clean.text, { isQuery: false })
  // 0603M is a size, not 603 megohms.
  const values = read.filter(({ start, end }) => !isSizeCode(foldCase(clean.text.slice(start, end))))
  return [...values, ...screwLengths(clean.text)].flatMap((found) => {
    const [start, end] = originalRange(clean, found.start, found.end)
    const at = { field, fieldClass: 0, position: 0, start, end } as const
    return ofKinds(found.values, kinds)
      .flatMap((value) => decide(value, kinds))
      .flatMap((value) => [
        ...tokensOf(value).map((token) => ({ ...at, token })),
        ...spansOf(field, value).map((span) => ({ ...at, token: '', span })),
      ])
  })
}
