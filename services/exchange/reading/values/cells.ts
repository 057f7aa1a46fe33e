import type { ColumnSource } from '../columns/column.ts'
import type { Field } from '../columns/fields.ts'
import { isEmptyValue } from './empty.ts'

/** A cell and its column. */
export interface Cell {
  column: ColumnSource
  text: string
}

/** The filled cells of a row by the fields of their columns. */
export class Cells {
  readonly #byField = new Map<Field, Cell[]>()

  /** @param overrides texts that a person has given instead, by field. */
  constructor(
    cells: readonly string[],
    columns: readonly ColumnSource[],
    overrides: Readonly<Record<string, unknown>>,
  ) {
    for (const column of columns) {
      if (column.field === null || overrides[column.field] !== undefined) continue
      const text = cells[column.index] ?? ''
      if (isEmptyValue(text, column.field)) continue
      const list = this.#byField.get(column.field)
      if (list) list.push({ column, text })
      else this.#byField.set(column.field, [{ column, text }])
    }
  }

  /** Puts a text in the place of what the file has. */
  set(field: Field, text: string, column: ColumnSource): void {
    this.#byField.set(field, text === '' ? [] : [{ column: { ...column, field }, text }])
  }

  all(field: Field): readonly Cell[] {
    return this.#byField.get(field) ?? []
  }

  first(field: Field): Cell | undefined {
    return this.#byField.get(field)?.[0]
  }
}
