import { Counter, Gauge, Histogram } from 'prom-client'

/** The same buckets as those of other tasks. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

export const IMPORTS_TOTAL = new Counter({
  name: 'imports_total',
  help: 'Stages of imports that have ended, by what came of them',
  labelNames: ['kind', 'outcome'] as const,
})

export const IMPORT_ROWS_TOTAL = new Counter({
  name: 'import_rows_total',
  help: 'Rows of committed imports, by what was done with them',
  labelNames: ['kind', 'result'] as const,
})

export const IMPORT_MATCHES_TOTAL = new Counter({
  name: 'import_matches_total',
  help: 'Rows of finished proposals, by the rule that has found their part',
  labelNames: ['reason'] as const,
})

export const IMPORT_REFUSED_FILES_TOTAL = new Counter({
  name: 'import_refused_files_total',
  help: 'Files that could not be imported, by why',
  labelNames: ['reason'] as const,
})

export const IMPORT_READ_DURATION = new Histogram({
  name: 'import_read_duration_seconds',
  help: 'How long reading a file took, without finding its parts',
  labelNames: ['format'] as const,
  buckets: BUCKETS,
})

export const IMPORT_MATCH_DURATION = new Histogram({
  name: 'import_match_duration_seconds',
  help: 'How long finding the parts of a file and planning its effects took',
  buckets: BUCKETS,
})

export const IMPORT_COMMIT_DURATION = new Histogram({
  name: 'import_commit_duration_seconds',
  help: 'How long writing a proposal into the inventory took',
  buckets: BUCKETS,
})

export const IMPORTS_OPEN = new Gauge({
  name: 'imports_open',
  help: 'Imports that are read, wait for a decision, or are written or undone, by status',
  labelNames: ['status'] as const,
})
