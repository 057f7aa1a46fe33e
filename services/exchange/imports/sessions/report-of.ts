import type { PlannedRow } from '../planning/planned-row.ts'
import type { ImportReport } from '../schemas.ts'
import { changedBy, createdBy } from '../summary.ts'

/** A report names so many of the rows that are left out. */
const MOST_LEFT_OUT = 1000

/** What is said of a commit, but for the pieces. */
export function reportOf(
  rows: readonly PlannedRow[],
  leftOut: readonly PlannedRow[],
): Omit<ImportReport, 'quantity_added' | 'quantity_removed'> {
  const done = rows.filter(({ status }) => status === 'good' || status === 'warning')
  const effects = done.flatMap((row) => row.effects)
  return {
    committed_rows: done.length,
    same_rows: rows.filter(({ status }) => status === 'same').length,
    left_out: leftOut.slice(0, MOST_LEFT_OUT).map(({ row, problems }) => ({
      row_no: row.rowNo,
      codes: [...row.read.errors, ...problems.errors].map(({ code }) => code),
    })),
    created: createdBy(effects),
    changed: changedBy(effects),
    changes: effects.length,
    repeated: effects.length === 0,
  }
}
