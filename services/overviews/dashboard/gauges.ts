import { Gauge } from 'prom-client'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { CategoryDistribution, StorageSummary } from './schemas.ts'
import type { POLLED_SUMS } from './statements.ts'

export const INVENTORY_TOTAL_PARTS = new Gauge({
  name: 'inventory_total_parts',
  help: 'Parts registered in the inventory',
})

export const INVENTORY_TOTAL_QUANTITY = new Gauge({
  name: 'inventory_total_quantity',
  help: 'Pieces in stock over all locations',
})

export const INVENTORY_LOW_STOCK_PARTS = new Gauge({
  name: 'inventory_low_stock_parts',
  help: 'Stocked parts with five pieces or fewer',
})

export const INVENTORY_OUT_OF_STOCK_PARTS = new Gauge({
  name: 'inventory_out_of_stock_parts',
  help: 'Parts without a piece that were in stock once or are needed by an active kit',
  labelNames: ['needed'] as const,
})

export const INVENTORY_PARTS_WITHOUT_DOCS = new Gauge({
  name: 'inventory_parts_without_docs',
  help: 'Parts that have no attachment',
})

export const INVENTORY_RECENT_CHANGES_7D = new Gauge({
  name: 'inventory_recent_changes_7d',
  help: 'Stock movements of the past 7 days',
})

export const INVENTORY_RECENT_CHANGES_30D = new Gauge({
  name: 'inventory_recent_changes_30d',
  help: 'Stock movements of the past 30 days',
})

export const INVENTORY_BOX_UTILIZATION_PERCENT = new Gauge({
  name: 'inventory_box_utilization_percent',
  help: "Share of a box's locations in use, in percent",
  labelNames: ['box_no'] as const,
})

export const INVENTORY_TOTAL_BOXES = new Gauge({
  name: 'inventory_total_boxes',
  help: 'Number of storage boxes',
})

export const INVENTORY_PARTS_BY_TYPE = new Gauge({
  name: 'inventory_parts_by_type',
  help: 'Parts per part type',
  labelNames: ['type_name'] as const,
})

/** All gauges that one poll sets. */
export const DASHBOARD_GAUGES = [
  INVENTORY_TOTAL_PARTS,
  INVENTORY_TOTAL_QUANTITY,
  INVENTORY_LOW_STOCK_PARTS,
  INVENTORY_OUT_OF_STOCK_PARTS,
  INVENTORY_PARTS_WITHOUT_DOCS,
  INVENTORY_RECENT_CHANGES_7D,
  INVENTORY_RECENT_CHANGES_30D,
  INVENTORY_BOX_UTILIZATION_PERCENT,
  INVENTORY_TOTAL_BOXES,
  INVENTORY_PARTS_BY_TYPE,
]

/** What one poll has read, all of one moment. */
export interface DashboardReading {
  sums: RowOf<typeof POLLED_SUMS>
  boxes: StorageSummary[]
  types: CategoryDistribution[]
}

/** Sets all gauges. Nothing is awaited in between, so a scrape sees the old or the new numbers, never a mixture. */
export function publish({ sums, boxes, types }: DashboardReading): void {
  INVENTORY_TOTAL_PARTS.set(sums.total_parts)
  INVENTORY_TOTAL_QUANTITY.set(sums.total_quantity)
  INVENTORY_LOW_STOCK_PARTS.set(sums.low_stock_count)
  INVENTORY_OUT_OF_STOCK_PARTS.set({ needed: 'true' }, sums.needed)
  INVENTORY_OUT_OF_STOCK_PARTS.set({ needed: 'false' }, sums.not_needed)
  INVENTORY_PARTS_WITHOUT_DOCS.set(sums.undocumented)
  INVENTORY_RECENT_CHANGES_7D.set(sums.changes_7d)
  INVENTORY_RECENT_CHANGES_30D.set(sums.changes_30d)
  INVENTORY_TOTAL_BOXES.set(boxes.length)
  INVENTORY_BOX_UTILIZATION_PERCENT.reset()
  for (const box of boxes) INVENTORY_BOX_UTILIZATION_PERCENT.set({ box_no: String(box.box_no) }, box.usage_percentage)
  INVENTORY_PARTS_BY_TYPE.reset()
  for (const type of types) INVENTORY_PARTS_BY_TYPE.set({ type_name: type.type_name }, type.part_count)
}
