import type { ReadRow } from '../read-result.ts'

/** Marks designators that stand on two fitted rows of one table, on the later row. */
export function checkDesignators(rows: readonly ReadRow[]): void {
  let section = -1
  let seen = new Map<string, number>()
  for (const row of rows) {
    if (row.section !== section) {
      section = row.section
      seen = new Map()
    }
    if (row.fields.dnp === true) continue
    const twice = (row.fields.designators ?? []).filter((name) => name !== 'REF**' && seen.has(name))
    const [first] = twice
    if (first !== undefined) {
      row.errors.push({
        code: 'DESIGNATOR_TWICE',
        field: 'designators',
        message: `designators: \`${first}\` stands on row ${seen.get(first)} already: take it off one of the two`,
      })
    }
    for (const name of row.fields.designators ?? []) if (!seen.has(name)) seen.set(name, row.rowNo)
  }
}
