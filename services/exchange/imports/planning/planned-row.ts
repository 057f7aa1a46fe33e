import { ProblemList } from '../../reading/problems.ts'
import type { Effect, MatchedRow, RowStatus } from '../model.ts'
import type { Ref } from './refs.ts'

/** A row while its effects are planned. */
export class PlannedRow {
  readonly row: MatchedRow
  readonly problems = new ProblemList()
  readonly effects: Effect[] = []
  /** The part of the row; null while there is none. */
  part: Ref | null = null
  /** Later rows of the same part are compared with what it says. */
  hasSaid = false
  /** Its part has another number of a maker. */
  hasOtherNumber = false
  /** A person has left it out. */
  isSkipped = false
  /** The row of the same part whose effects this one is part of. */
  mergedInto: PlannedRow | null = null

  constructor(row: MatchedRow) {
    this.row = row
  }

  get hasErrors(): boolean {
    return this.row.read.errors.length > 0 || this.problems.errors.length > 0
  }

  get status(): RowStatus {
    if (this.isSkipped) return 'skipped'
    if (this.hasErrors) return 'error'
    if (this.effects.length === 0) return (this.mergedInto?.effects.length ?? 0) > 0 ? 'warning' : 'same'
    return this.row.read.warnings.length + this.problems.warnings.length > 0 ? 'warning' : 'good'
  }

  effect(effect: Omit<Effect, 'field' | 'from' | 'to'> & Partial<Effect>): void {
    this.effects.push({ field: null, from: null, to: null, ...effect })
  }
}
