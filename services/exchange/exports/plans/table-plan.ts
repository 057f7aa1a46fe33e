import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { type Row, toCell } from '../cell.ts'
import { demandFit } from '../fit-workbook.ts'
import type { ExportName } from '../metrics.ts'
import type { ExportContext, ExportPlan } from '../plan.ts'
import { readTable } from '../read-table.ts'
import type { ExportTable } from '../table.ts'
import { tableJson } from '../writers/json.ts'
import { tableCsv } from '../writers/table-csv.ts'
import { type Sheet, workbook } from '../writers/workbook.ts'

/** The formats of tables. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'json'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]

/** How a table is written. */
export interface TableOptions {
  format: TableFormat
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
}

/** A table as a sheet that is read when it is written. */
export function sheetOf(unit: UnitOfWork, table: ExportTable, { count }: Pick<ExportContext, 'count'>): Sheet {
  const { name, columns } = table
  const cellsOf = (row: Row) => columns.map((column) => toCell(row, column))
  return {
    name,
    columns: columns.map((column) => column.name),
    pieces: (write) => readTable(unit, table, count, (rows) => write(rows.map(cellsOf))),
  }
}

/**
 * The export of one table.
 *
 * @param findTable looks at what the table is made of, and refuses what does not exist.
 */
export function tablePlan(
  name: ExportName,
  { format, bom }: TableOptions,
  findTable: (unit: UnitOfWork) => Promise<ExportTable>,
): ExportPlan {
  return {
    name,
    file: name,
    format,
    async prepare(unit, context) {
      const table = await findTable(unit)
      if (format === 'csv') return { chunks: tableCsv(unit, table, context.count, bom) }
      if (format === 'json') return { chunks: tableJson(unit, table, context.count, context.now) }
      await demandFit(unit, [table], 'csv')
      return { chunks: workbook([sheetOf(unit, table, context)], context.now) }
    },
  }
}
