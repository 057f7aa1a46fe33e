import type { Problem } from '../reading/problems.ts'
import type { RowFields } from '../reading/values/fields-of-row.ts'

/** The stages of an import. */
export const IMPORT_STATUSES = [
  'reading',
  'proposed',
  'committing',
  'committed',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

export const ROW_STATUSES = ['good', 'warning', 'error', 'same', 'skipped'] as const
export type RowStatus = (typeof ROW_STATUSES)[number]

/** Which rule has found the part of a row. */
export const MATCH_REASONS = [
  'key',
  'seller_number',
  'number_and_maker',
  'decided_before',
  'number',
  'number_variant',
  'value_and_package',
  'number_other_maker',
  'wording',
] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** A part that a row may mean. */
export interface Candidate {
  part_key: string
  description: string
  manufacturer_code: string | null
  /** 0..1 */
  score: number
  reason: MatchReason
}

/** The part of a row, as far as it was found. */
export interface Match {
  state: 'matched' | 'ambiguous' | 'none'
  part_key: string | null
  score: number
  reason: MatchReason | null
  candidates: Candidate[]
}

export const NO_MATCH: Match = { state: 'none', part_key: null, score: 0, reason: null, candidates: [] }

/** What a person has decided for a row. */
export type Decision = ({ part_key: string } | { action: 'create' | 'skip' }) & {
  /** False where the next file is not to follow it. */
  remember?: false
}

export const EFFECT_ENTITIES = [
  'part',
  'stock',
  'seller',
  'seller_part',
  'type',
  'box',
  'kit',
  'kit_line',
  'list',
  'list_line',
  'receipt',
] as const

/** One thing that a commit would change. */
export interface Effect {
  op: 'create' | 'change' | 'add' | 'remove'
  entity: (typeof EFFECT_ENTITIES)[number]
  ref: string
  field: string | null
  from: string | number | null
  to: string | number | null
}

/** Problems by the stage that has found them. */
export interface StagedProblems {
  reading: { errors: Problem[]; warnings: Problem[] }
  planning: { errors: Problem[]; warnings: Problem[] }
}

/** A row with its values and the part that was found for it. */
export interface MatchedRow {
  rowNo: number
  section: number
  cells: string[]
  fields: RowFields
  overrides: Record<string, unknown>
  match: Match
  decision: Decision | null
  /** Problems of reading. */
  read: { errors: Problem[]; warnings: Problem[] }
}
