import type { PlannedRow } from '../planning/planned-row.ts'

/** Adds the problem of a row that would write a blank text, where people have to write one. */
export function demandText(field: string, text: string, { problems }: PlannedRow): void {
  if (text.trim() === '') problems.error('REQUIRED_FIELD', field, `${field}: is blank: write what it is`)
}
