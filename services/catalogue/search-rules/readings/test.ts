import type { Quantity } from '../values/quantity.ts'
import type { ComponentKind } from '../words/component-kind.ts'
import type { MatchKind, Strength } from './answer-types.ts'

/** One of several words; the first one is the word itself. */
export type WordChoice = readonly string[]

/** Amounts from one to another; an end that is open does not belong to them. */
export interface Span {
  low: number | null
  high: number | null
  isLowOpen?: boolean
  isHighOpen?: boolean
}

/** What must be true of a part, without how well that matches. */
export type Condition =
  /** It has a token, such as `w:resistor` or `v:resistance:4700`. */
  | { on: 'token'; token: string }
  /** It has a token that begins so. */
  | { on: 'prefix'; prefix: string }
  /** One field has these words next to each other in this order. */
  | { on: 'phrase'; words: readonly WordChoice[] }
  /** One field, or several of the same class, has all of these words. */
  | { on: 'together'; words: readonly WordChoice[] }
  /** It states an amount, or a range of amounts, that has something in common with the span. */
  | { on: 'span'; quantity: Quantity | 'input' | 'output'; span: Span }
  /** A number of it, with or without packing marks, is what the pattern describes. */
  | { on: 'glob'; glob: string }
  | { on: 'key'; key: string }
  | { on: 'key_start'; start: string }
  /** A seller knows it by this number, bare. */
  | { on: 'seller_number'; number: string }
  /** Pieces of it lie there. */
  | { on: 'place'; box: number; location: number }

/**
 * A test of a part. The document of a part answers all of them but `key`, `place` and `seller_number`; words are also
 * looked for in the names of types and sellers, which are not in the document.
 */
export type Test = Condition & {
  kind: MatchKind
  strength: Strength
  /** Only fields of this class count. */
  onlyClass?: 0 | 1
  /** Names of makers and sellers do not count. */
  exceptNames?: true
  /** Names of sellers do not count. */
  exceptSellers?: true
  /** Does not hold for a part whose type is of this kind: there its number has another unit. */
  unlessType?: ComponentKind
}
