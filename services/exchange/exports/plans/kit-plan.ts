import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import { demandFittingCells } from '../fit-workbook.ts'
import { KIT, KIT_LINES } from '../kit-statements.ts'
import { type KitLayout, layOutKit } from '../layouts/kit-layouts.ts'
import { type ExportPlan, oneChunk } from '../plan.ts'
import { BYTE_ORDER_MARK, CsvWriter } from '../writers/csv.ts'
import { rowsJson } from '../writers/json.ts'
import { oneBatch, workbook } from '../writers/workbook.ts'
import type { TableOptions } from './table-plan.ts'

/** The bill of materials of a kit. In JSON it has our own layout, with lists as lists. */
export function kitPlan(kitId: number, { format, bom, layout }: TableOptions & { layout: KitLayout }): ExportPlan {
  return {
    name: 'kits',
    file: `kits-${kitId}`,
    format,
    async prepare(unit, { count, now }) {
      if ((await unit.query(KIT, [kitId])).length === 0) throw recordNotFound('Kit', kitId)
      const lines = await unit.query(KIT_LINES, [kitId])
      if (format === 'json') {
        count(lines.length)
        const rows = lines.map(({ assembly_number: _, ...line }) => line)
        return { chunks: oneChunk(rowsJson(`kits/${kitId}`, rows, now)) }
      }
      const { columns, rows } = layOutKit(lines, layout)
      count(rows.length)
      if (format === 'csv') {
        const text = new CsvWriter(columns.length).write([columns, ...rows])
        return { chunks: oneChunk((bom ? BYTE_ORDER_MARK : '') + text) }
      }
      demandFittingCells('the kit', rows)
      return { chunks: workbook([{ name: 'kit', columns, pieces: (write) => oneBatch(rows, write) }], now) }
    },
  }
}
