import { Counter, Histogram } from 'prom-client'

export const SCANS_TOTAL = new Counter({
  name: 'scans_total',
  help: 'Codes that were read, by kind and by whether a part was found: sure, several or none',
  labelNames: ['kind', 'matched'] as const,
})

export const SCAN_ACTIONS_TOTAL = new Counter({
  name: 'scan_actions_total',
  help: 'What was done by scan',
  labelNames: ['action'] as const,
})

export const SCAN_DURATION_SECONDS = new Histogram({
  name: 'scan_duration_seconds',
  help: 'Time to read a code and to find what it means',
  buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
})
