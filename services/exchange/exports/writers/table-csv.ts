import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { type Row, toCell } from '../cell.ts'
import { type RowCount, readTable } from '../read-table.ts'
import type { ExportTable } from '../table.ts'
import { BYTE_ORDER_MARK, CsvWriter } from './csv.ts'

/** A table as CSV with its columns in the first line. @param bom whether it begins with a byte order mark. */
export async function* tableCsv(unit: UnitOfWork, table: ExportTable, count: RowCount, bom: boolean) {
  const { columns } = table
  const writer = new CsvWriter(columns.length)
  yield (bom ? BYTE_ORDER_MARK : '') + writer.write([columns.map(({ name }) => name)])
  // As bytes: a text that was put together of many others keeps all of them until it is sent.
  const write = (rows: readonly Row[]) =>
    Buffer.from(writer.write(rows.map((row) => columns.map((column) => toCell(row, column)))))
  yield* readTable(unit, table, count, write)
}
