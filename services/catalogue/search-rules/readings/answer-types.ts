/** What a term of a query may be. */
export type ReadingKind =
  | 'key'
  | 'number'
  | 'value'
  | 'package'
  | 'pins'
  | 'location'
  | 'word'
  | 'phrase'
  | 'maker'
  | 'family'
  | 'typo'

/** How a part matches a term. */
export type MatchKind = ReadingKind | 'number_start' | 'number_part' | 'word_start' | 'synonym'

/** One way to read a term, as an answer shows it. */
export interface Reading {
  kind: ReadingKind
  quantity?: string
  /** In the unit without prefix. */
  value?: number
  low?: number | null
  high?: number | null
  unit?: string
  /** As people write it. */
  text?: string
  words?: string[]
}

export interface Note {
  code: 'unknown_filter' | 'unfinished_filter' | 'scanned_code' | 'index_incomplete'
  text: string
}

/** How well a part matches, best first. */
export const STRENGTHS = ['equal', 'whole', 'start', 'family', 'typo'] as const
export type Strength = (typeof STRENGTHS)[number]
