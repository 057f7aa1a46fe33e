import type { MatchedRow } from '../../model.ts'
import type { PlannedRow } from '../planned-row.ts'

/** What rows are about that are left out: it stays in the kit as it is. */
export interface LeftOut {
  partKeys: ReadonlySet<string>
  designators: ReadonlySet<string>
}

/** @param others rows of the file that are not planned. */
export function leftOutOf(rows: readonly PlannedRow[], others: readonly MatchedRow[]): LeftOut {
  const refused = rows.filter(({ hasErrors, isSkipped }) => hasErrors || isSkipped).map(({ row }) => row)
  const out = [...refused, ...others]
  const keyOf = ({ decision, match }: MatchedRow) =>
    decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
  return {
    partKeys: new Set(out.flatMap((row) => keyOf(row) ?? [])),
    designators: new Set(out.flatMap(({ fields }) => fields.designators ?? [])),
  }
}
