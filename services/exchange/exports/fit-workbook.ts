import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { Cell } from './cell.ts'
import { MAX_CELL } from './size-sql.ts'
import type { ExportTable } from './table.ts'

/** Rows of a sheet, that of the names of the columns left out. */
const MAX_ROWS = 1_048_575

function refuse(message: string): RequestValidationError {
  return new RequestValidationError([{ field: 'format', message }])
}

/**
 * Makes sure that tables fit into the sheets of a workbook.
 *
 * @param largeFormat the format to ask for when there are too many rows.
 * @throws RequestValidationError 400 that names the format to ask for instead.
 */
export async function demandFit(
  unit: UnitOfWork,
  tables: readonly ExportTable[],
  largeFormat: 'csv' | 'json',
): Promise<void> {
  for (const { name, size, values } of tables) {
    const [measured] = await unit.query(size, values)
    const { rows = 0, is_too_long: isTooLong = false } = measured ?? {}
    if (rows > MAX_ROWS) {
      throw refuse(`xlsx holds ${MAX_ROWS} rows, and ${name} has ${rows}: ask for ${largeFormat}`)
    }
    if (isTooLong) throw refuse(tooLong(name))
  }
}

/** The same for rows that are in memory. */
export function demandFittingCells(name: string, rows: readonly (readonly Cell[])[]): void {
  const isTooLong = (cell: Cell) => typeof cell === 'string' && cell.length > MAX_CELL
  if (rows.some((row) => row.some(isTooLong))) throw refuse(tooLong(name))
}

function tooLong(name: string): string {
  return `a cell of xlsx holds ${MAX_CELL} characters, and ${name} has a longer text: ask for json`
}
