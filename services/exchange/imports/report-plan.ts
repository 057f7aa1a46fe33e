import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { columnsOf } from '../exports/cell.ts'
import type { ExportPlan } from '../exports/plan.ts'
import { type TableFormat, tablePlan } from '../exports/plans/table-plan.ts'
import { IMPORT_EXISTS, REPORT_ROWS, REPORT_SIZE } from './report-statements.ts'

/** The report of an import as a file: one row for each of its rows. */
export function reportPlan(id: number, format: TableFormat): ExportPlan {
  const plan = tablePlan('import-report', { format, bom: true }, async (unit) => {
    if ((await unit.query(IMPORT_EXISTS, [id])).length === 0) throw recordNotFound('Import', id)
    return {
      name: 'report',
      columns: columnsOf(['row_no', 'status', 'part_key', 'done', 'problems']),
      statement: REPORT_ROWS,
      size: REPORT_SIZE,
      values: [id],
    }
  })
  return { ...plan, file: `import-${id}-report` }
}
