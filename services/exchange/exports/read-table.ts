import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { readCursor } from '../../../plugins/database/read-cursor.ts'
import type { Statement } from '../../../plugins/database/statement.ts'
import type { Row } from './cell.ts'
import { readAhead } from './read-ahead.ts'
import type { ExportTable, JsonSection } from './table.ts'

/** Rows of one step: enough to make steps rare, and few enough that requests in between do not wait. */
const BATCH = 100

/** Told of rows that were read. */
export type RowCount = (rows: number) => void

/** How rows become a piece of a file. */
type Write<Read, Piece> = (rows: readonly Read[]) => Piece

interface Written<Piece> {
  piece: Piece
  rows: number
}

async function* written<Read, Piece>(batches: AsyncIterable<readonly Read[]>, write: Write<Read, Piece>) {
  for await (const rows of batches) {
    const made: Written<Piece> = { piece: write(rows), rows: rows.length }
    yield made
  }
}

/**
 * The pieces of a file that rows become, a step ahead of who takes them. What waits is the piece: rows need ten times the memory,
 * and would get old in it.
 */
async function* pieces<Read, Piece>(
  unit: UnitOfWork,
  { statement, values }: { statement: Statement<Read>; values: readonly unknown[] },
  count: RowCount,
  write: Write<Read, Piece>,
): AsyncGenerator<Piece, void, undefined> {
  for await (const { piece, rows } of readAhead(written(readCursor<Read>(unit, statement, values, BATCH), write))) {
    count(rows)
    yield piece
  }
}

/** The rows of a table, batch by batch as `write` makes pieces of a file of them. */
export function readTable<Piece>(unit: UnitOfWork, table: ExportTable, count: RowCount, write: Write<Row, Piece>) {
  return pieces(unit, table, count, write)
}

/** The same of the items of a section, each of which is text in JSON. */
export function readSection<Piece>(
  unit: UnitOfWork,
  { items }: JsonSection,
  count: RowCount,
  write: Write<string, Piece>,
) {
  return pieces(unit, { statement: items, values: [] }, count, (rows) => write(rows.map(({ item }) => item)))
}
