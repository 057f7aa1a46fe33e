import type { Note } from '../readings/answer-types.ts'
import type { MappedText } from '../text/mapped-text.ts'
import type { FilterName } from './filter-names.ts'

export const MAX_CODE_POINTS = 256
/** Terms and filters of a query. */
export const MAX_TERMS = 16

/** A word or phrase of a query. */
export interface ParsedTerm {
  /** Clean, without the sign of an exclusion and without quotes. */
  text: string
  /** In UTF-16 units of the query, quotes and sign included. */
  start: number
  end: number
  /** Where the text starts and ends in the clean query. */
  cleanStart: number
  cleanEnd: number
  isExcluded: boolean
  isPhrase: boolean
  /** The places of its first and last word among all words and filters: neighbours follow one another. */
  order: number
  lastOrder: number
}

export type Operator = '=' | '>' | '>=' | '<' | '<='

/** One of the values of a filter. */
export interface FilterValue {
  text: string
  isQuoted: boolean
  /** Whether the query ends with it, without a quote that closes it. */
  isOpen: boolean
  /** In UTF-16 units of the query, an opening quote included. */
  start: number
}

/** A filter as written. */
export interface ParsedFilter {
  name: FilterName
  operator: Operator | null
  /** What stands behind the operator, clean. */
  value: string
  values: readonly FilterValue[]
  start: number
  end: number
  isExcluded: boolean
}

/** Why a query is refused. */
export interface QueryProblem {
  reason: 'query' | 'filter'
  /** What to mend. */
  message: string
}

export interface ParsedQuery {
  q: string
  /** The query in its clean form with the places of the original. */
  clean: MappedText
  isCode: boolean
  terms: ParsedTerm[]
  filters: ParsedFilter[]
  notes: Note[]
  problems: QueryProblem[]
}
