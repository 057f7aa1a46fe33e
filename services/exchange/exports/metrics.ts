import { Counter, Histogram } from 'prom-client'

/** What can be exported, as metrics name it. */
export type ExportName = 'parts' | 'stock' | 'history' | 'inventory' | 'kits' | 'shopping-lists' | 'import-report'

/** The forms of files. */
export const FORMATS = ['csv', 'xlsx', 'json', 'txt'] as const
export type Format = (typeof FORMATS)[number]

export const EXPORTS_TOTAL = new Counter({
  name: 'exports_total',
  help: 'Exports by how they ended: sent whole, left by the client, or failed',
  labelNames: ['export', 'format', 'outcome'] as const,
})

export const EXPORT_ROWS_TOTAL = new Counter({
  name: 'export_rows_total',
  help: 'Rows written into exports',
  labelNames: ['export'] as const,
})

export const EXPORT_DURATION_SECONDS = new Histogram({
  name: 'export_duration_seconds',
  help: 'Time from the first byte of an export to its last',
  labelNames: ['export'] as const,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
})
