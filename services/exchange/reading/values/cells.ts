import type { ColumnSource } from '../columns/column.ts'
import type { Field } from '../columns/fields.ts'
import { isEmptyValue } from './empty.ts'

/** A cell and its column. */
export interface Cell {
  column: ColumnSource
  text: string
}

/** The columns of a file by their fields, the same for all of its rows. */
interface ColumnIndex {
  fields: ReadonlyMap<Field, readonly ColumnSource[]>
  /** Columns of the objects of lists inside of the rows. */
  listed: readonly ColumnSource[]
}

const INDEXES = new WeakMap<readonly ColumnSource[], ColumnIndex>()
const NONE: readonly Cell[] = []

function indexOf(columns: readonly ColumnSource[]): ColumnIndex {
  const known = INDEXES.get(columns)
  if (known) return known
  const fields = new Map<Field, ColumnSource[]>()
  for (const column of columns) {
    if (column.field === null || column.item) continue
    const list = fields.get(column.field)
    if (list) list.push(column)
    else fields.set(column.field, [column])
  }
  const index = { fields, listed: columns.filter(({ field, item }) => field !== null && Boolean(item)) }
  INDEXES.set(columns, index)
  return index
}

/** The filled cells of a row by the fields of their columns. */
export class Cells {
  readonly #cells: readonly string[]
  readonly #index: ColumnIndex
  readonly #overrides: Readonly<Record<string, unknown>>
  /** Null while there are none, as in most rows. */
  #written: Map<Field, Cell[]> | null = null

  /** @param overrides texts that a person has given instead, by field. */
  constructor(
    cells: readonly string[],
    columns: readonly ColumnSource[],
    overrides: Readonly<Record<string, unknown>>,
  ) {
    this.#cells = cells
    this.#index = indexOf(columns)
    this.#overrides = overrides
  }

  /** Puts a text in the place of what the file has. */
  set(field: Field, text: string, column: ColumnSource): void {
    this.#written ??= new Map()
    this.#written.set(field, text === '' ? [] : [{ column: { ...column, field }, text }])
  }

  all(field: Field): readonly Cell[] {
    const written = this.#written?.get(field)
    if (written !== undefined) return written
    const columns = this.#columnsOf(field)
    if (columns === null) return NONE
    const found: Cell[] = []
    for (const column of columns) {
      const cell = this.#cellOf(column)
      if (cell !== null) found.push(cell)
    }
    return found
  }

  /** Whether nothing was given in the place of what the file has. */
  get isAsInFile(): boolean {
    return this.#written === null
  }

  first(field: Field): Cell | undefined {
    if (this.#written !== null) {
      const written = this.#written.get(field)
      if (written !== undefined) return written[0]
    }
    const columns = this.#columnsOf(field)
    if (columns === null) return undefined
    for (const column of columns) {
      const cell = this.#cellOf(column)
      if (cell !== null) return cell
    }
    return undefined
  }

  /** The objects of the lists inside of the row. */
  items(): Iterable<ReadonlyMap<Field, Cell>> {
    const items = new Map<string, Map<Field, Cell>>()
    for (const column of this.#index.listed) {
      const { field, item } = column
      if (field === null || !item || this.#overrides[field] !== undefined) continue
      const cell = this.#cellOf(column)
      if (cell !== null) items.set(item, (items.get(item) ?? new Map<Field, Cell>()).set(field, cell))
    }
    return items.values()
  }

  /** Most fields have no column. */
  #columnsOf(field: Field): readonly ColumnSource[] | null {
    const columns = this.#index.fields.get(field)
    return columns === undefined || this.#overrides[field] !== undefined ? null : columns
  }

  #cellOf(column: ColumnSource): Cell | null {
    const text = this.#cells[column.index] ?? ''
    return column.field === null || isEmptyValue(text, column.field) ? null : { column, text }
  }
}
