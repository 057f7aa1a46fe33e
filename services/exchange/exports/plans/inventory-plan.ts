import { OWN_FORMAT, OWN_FORMAT_VERSION } from '../../own-format/format.ts'
import { demandFit } from '../fit-workbook.ts'
import type { ExportPlan } from '../plan.ts'
import { INVENTORY_SECTIONS, INVENTORY_SHEETS } from '../tables/inventory.ts'
import { sectionsJson } from '../writers/json.ts'
import { oneBatch, type Sheet, workbook } from '../writers/workbook.ts'
import { sheetOf } from './table-plan.ts'

/** The formats of the whole inventory. */
export const INVENTORY_FORMATS = ['json', 'xlsx'] as const
export type InventoryFormat = (typeof INVENTORY_FORMATS)[number]

/** The sheet by which the workbook is known. */
function formatSheet(now: Date): Sheet {
  return {
    name: 'inventory',
    columns: ['format', 'version', 'exported_at'],
    pieces: (write) => oneBatch([[OWN_FORMAT, OWN_FORMAT_VERSION, now.toISOString()]], write),
  }
}

/** Everything that can be imported again: sellers, types, boxes, parts, stock, kits and shopping lists. */
export function inventoryPlan(format: InventoryFormat): ExportPlan {
  return {
    name: 'inventory',
    file: 'inventory',
    format,
    async prepare(unit, { count, now }) {
      if (format === 'json')
        return { chunks: sectionsJson(unit, INVENTORY_SECTIONS, { name: 'inventory', count, now }) }
      await demandFit(unit, INVENTORY_SHEETS, 'json')
      const sheets = INVENTORY_SHEETS.map((table) => sheetOf(unit, table, { count }))
      return { chunks: workbook([formatSheet(now), ...sheets], now) }
    },
  }
}
