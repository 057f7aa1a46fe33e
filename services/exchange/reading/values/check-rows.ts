import type { ReadRow } from '../read-result.ts'

/** Marks designators that stand on two fitted rows of one table, on the later row. Rows are given in their order. */
export class DesignatorCheck {
  #section = -1
  #seen = new Map<string, number>()

  check(row: ReadRow): void {
    if (row.section !== this.#section) {
      this.#section = row.section
      this.#seen = new Map()
    }
    if (row.fields.dnp === true) return
    let first: string | undefined
    for (const name of row.fields.designators ?? []) {
      const before = this.#seen.get(name)
      if (before === undefined) this.#seen.set(name, row.rowNo)
      else if (before !== row.rowNo && name !== 'REF**') first ??= name
    }
    if (first !== undefined) {
      row.errors.push({
        code: 'DESIGNATOR_TWICE',
        field: 'designators',
        message: `designators: \`${first}\` stands on row ${this.#seen.get(first)} already: take it off one of the two`,
      })
    }
  }
}
