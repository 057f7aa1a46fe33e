import type { PlannedRow } from '../planned-row.ts'

/** What rows are about that are left out: it stays in the kit as it is. */
export interface LeftOut {
  partKeys: ReadonlySet<string>
  designators: ReadonlySet<string>
}

export function leftOutOf(rows: readonly PlannedRow[]): LeftOut {
  const out = rows.filter(({ hasErrors, isSkipped }) => hasErrors || isSkipped).map(({ row }) => row)
  const keyOf = ({ decision, match }: PlannedRow['row']) =>
    decision !== null && 'part_key' in decision ? decision.part_key : match.part_key
  return {
    partKeys: new Set(out.flatMap((row) => keyOf(row) ?? [])),
    designators: new Set(out.flatMap(({ fields }) => fields.designators ?? [])),
  }
}
