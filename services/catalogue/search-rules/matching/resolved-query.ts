import type { QueryFilter, QueryTerm } from '../query/search-query.ts'
import type { Reading } from '../readings/answer-types.ts'
import type { StrictReading } from '../readings/strict-reading.ts'
import type { Test } from '../readings/test.ts'

/** The reading of a term that no part matches strictly. */
export interface UsedFallback {
  kind: 'number' | 'family' | 'typo'
  shown: Reading
  tests: readonly Test[]
  /** How many slips were mended. */
  slips: number
  /** The words that were meant, folded. */
  words: readonly string[]
}

/** A reading in use: of one term, or of neighbouring terms together. */
export interface Alternative {
  /** Places among the terms of the group, both included. */
  first: number
  last: number
  tests: readonly Test[]
  slips: number
  numberLength: number | null
}

/** A term of the answer: one free term, or neighbours of which some part is known by all of them together. */
export interface ResolvedGroup {
  text: string
  start: number
  end: number
  /** How many free terms it is made of. */
  size: number
  /** A part matches when alternatives that it matches cover all terms of the group, each once. */
  alternatives: readonly Alternative[]
  readings: readonly Reading[]
  fallback: UsedFallback | null
}

/** A query after the inventory was asked which of its readings some part matches. */
export interface ResolvedQuery {
  groups: readonly ResolvedGroup[]
  excluded: readonly QueryTerm[]
  filters: readonly QueryFilter[]
  /** Whether all words stand next to each other in one field; null with fewer than two words. */
  adjacency: Test | null
}

/** What the inventory says about the fallbacks of one term. */
export interface FallbackAnswer {
  /** Whether some part passes a test of the step. */
  hasNumber: boolean
  hasFamily: boolean
  /** Those of `slipTokens` that some part has. */
  numbers: readonly string[]
  /** The nearest words that some part has, with how many slips away they are. */
  words: { words: readonly string[]; slips: number } | null
}

export type IsMatched = (reading: StrictReading) => boolean
