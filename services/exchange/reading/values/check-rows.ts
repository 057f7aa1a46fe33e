import type { ReadRow } from '../read-result.ts'
import { FirstRows } from './first-rows.ts'

/** Marks designators that stand on two fitted rows of one table, on the later row. Rows are given in their order. */
export class DesignatorCheck {
  #section = -1
  #first = new FirstRows()

  check(row: ReadRow): void {
    if (row.section !== this.#section) {
      this.#section = row.section
      this.#first = new FirstRows()
    }
    if (row.fields.dnp === true) return
    let twice: { name: string; before: number } | undefined
    for (const name of row.fields.designators ?? []) {
      const before = this.#first.of(name, row.rowNo)
      if (before !== null && before !== row.rowNo && name !== 'REF**') twice ??= { name, before }
    }
    if (twice !== undefined) {
      row.errors.push({
        code: 'DESIGNATOR_TWICE',
        field: 'designators',
        message: `designators: \`${twice.name}\` stands on row ${twice.before} already: take it off one of the two`,
      })
    }
  }
}
