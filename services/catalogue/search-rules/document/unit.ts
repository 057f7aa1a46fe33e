import type { Span } from '../readings/test.ts'
import type { Quantity } from '../values/quantity.ts'

/**
 * How much a field says about what a part is: 0 what it is, 1 description and series, 2 tags and measures, 3 its maker,
 * 4 its sellers.
 */
export type FieldClass = 0 | 1 | 2 | 3 | 4

/** Something that a part says, as queries look for it. */
export interface Unit {
  /** `w:resistor`, `v:resistance:4700`, `k:so-8`, `n:TLC272.CP`: see docs/decisions/015. */
  token: string
  field: string
  fieldClass: FieldClass
  /** The place among the words of all fields; words of two fields are never neighbours. */
  position: number
  /** Where it stands in the text of the field, in UTF-16 units. */
  start: number
  end: number
  /** Of a range of amounts that the part states, or of one amount. */
  span?: { quantity: Quantity | 'input' | 'output'; span: Span; isUndecided: boolean }
  /** Of numbers: where each letter and digit stands, and how many come before what the token holds. */
  number?: { offset: number; places: readonly (readonly [start: number, end: number])[] }
}
