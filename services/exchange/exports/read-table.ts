import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { readCursor } from '../../../plugins/database/read-cursor.ts'
import type { Row } from './cell.ts'
import { readAhead } from './read-ahead.ts'
import type { ExportTable, JsonSection } from './table.ts'

/** Rows of one step: enough to make steps rare, and few enough that requests in between do not wait. */
const BATCH = 250

/** Told of rows that were read. */
export type RowCount = (rows: number) => void

/** The rows of a table, in batches. */
export async function* readTable(unit: UnitOfWork, { statement, values }: ExportTable, count: RowCount) {
  for await (const rows of readAhead(readCursor<Row>(unit, statement, values, BATCH))) {
    count(rows.length)
    yield rows
  }
}

/** The items of a section as text in JSON, in batches. */
export async function* readSection(unit: UnitOfWork, { items }: JsonSection, count: RowCount) {
  for await (const rows of readAhead(readCursor(unit, items, [], BATCH))) {
    count(rows.length)
    yield rows.map(({ item }) => item)
  }
}
