import { Counter, Histogram } from 'prom-client'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'

export const PICK_LIST_LINE_PICKED_TOTAL = new Counter({ name: 'pick_list_line_picked_total', help: 'Lines picked' })

export const PICK_LIST_LINE_REPLANNED_TOTAL = new Counter({
  name: 'pick_list_line_replanned_total',
  help: 'Lines planned anew',
})

export const PICK_LIST_LINE_UNDO_TOTAL = new Counter({
  name: 'pick_list_line_undo_total',
  help: 'Undo attempts by outcome',
  labelNames: ['outcome'] as const,
})

export const PICK_LIST_LINE_UNDO_DURATION_SECONDS = new Histogram({
  name: 'pick_list_line_undo_duration_seconds',
  help: 'Duration of an undo',
  buckets: SHORT_DURATION_BUCKETS,
})

export const PICK_LIST_LINE_QUANTITY_UPDATED_TOTAL = new Counter({
  name: 'pick_list_line_quantity_updated_total',
  help: "Changes of a line's planned quantity",
})

export const PICK_LIST_LINE_QUANTITY_DELTA = new Histogram({
  name: 'pick_list_line_quantity_delta',
  help: 'Size of such a change',
  buckets: [-50, -10, -5, -1, 0, 1, 5, 10, 50],
})

/** Counts an attempt to put the pieces of a line back. @param started as `performance.now()` gave it. */
export function countLineUndo(outcome: 'success' | 'noop' | 'error', started: number): void {
  PICK_LIST_LINE_UNDO_TOTAL.inc({ outcome })
  PICK_LIST_LINE_UNDO_DURATION_SECONDS.observe(Math.max(0, performance.now() - started) / 1000)
}
