import type { SearchedPart } from '../document/searched-part.ts'
import type { Note } from '../readings/answer-types.ts'
import type { StrictReading } from '../readings/strict-reading.ts'
import type { Test } from '../readings/test.ts'
import type { WordTypos } from '../readings/typos.ts'
import type { Have } from './filter-names.ts'
import type { QueryProblem } from './parsed-query.ts'

/** A filter as an answer shows it. */
export interface ShownFilter {
  field: string
  operator: '=' | '~' | '>' | '>=' | '<' | '<=' | '..'
  values: string[]
  excluded: boolean
  start: number
  end: number
}

/** Whole numbers from one to another, both included. */
export interface IntegerSpan {
  low: number | null
  high: number | null
}

/** What a name must be: as a whole, folded; or have all of the words, or one of their other names. */
export type NameRule = { exact: string } | { words: readonly (readonly Test[])[]; synonyms: readonly Test[] }

/** What a filter asks for. Of several values one is enough. */
export type FilterRule =
  | { on: 'type' | 'seller'; names: readonly NameRule[] }
  /** The document of the part passes one of the tests. */
  | { on: 'document'; tests: readonly Test[] }
  /** The column is one of the texts but for case. */
  | { on: 'written'; column: keyof SearchedPart; texts: readonly string[] }
  | { on: 'key'; keys: readonly string[] }
  | { on: 'box' | 'stock' | 'pins'; spans: readonly IntegerSpan[] }
  | { on: 'place'; places: readonly { box: number; location: number }[] }
  | { on: 'has'; what: readonly Have[] }

export interface QueryFilter {
  shown: ShownFilter
  rule: FilterRule
}

/** What a term is read as when no part matches a strict reading, step after step until one finds something. */
export interface Fallbacks {
  /** Numbers that begin with or contain what also is a value or a size. */
  number: readonly Test[]
  family: readonly Test[]
  /** Misspelled words; null where none are looked for. */
  words: WordTypos | null
  /** The number as typed, for `slipTokens`; null where no misspelled number is looked for. */
  slipsOf: string | null
}

/** A free term of a query. */
export interface QueryTerm {
  text: string
  start: number
  end: number
  isExcluded: boolean
  readings: readonly StrictReading[]
  fallbacks: Fallbacks
  /** For the order of hits: the words, as one field may have them next to each other; empty for what is no word. */
  words: readonly string[]
  /** Letters and digits, where the term may be a number. */
  numberLength: number | null
}

/** A reading of two or more neighbouring terms together. It competes with the readings of the terms themselves. */
export interface JoinedReading {
  /** Places in `terms`, both included. */
  first: number
  last: number
  text: string
  start: number
  end: number
  reading: StrictReading
  numberLength: number | null
}

/** A query as it is searched for. */
export interface SearchQuery {
  q: string
  isCode: boolean
  terms: readonly QueryTerm[]
  joined: readonly JoinedReading[]
  filters: readonly QueryFilter[]
  notes: readonly Note[]
  /** Why the query is refused; empty when it is not. */
  problems: readonly QueryProblem[]
}
