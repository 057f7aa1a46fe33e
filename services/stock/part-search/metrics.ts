import { Counter, Histogram } from 'prom-client'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'

const RESULT_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200]

export const PART_SEARCH_REQUESTS_TOTAL = new Counter({
  name: 'part_search_requests_total',
  help: 'Part searches by what was searched for',
  labelNames: ['kind'] as const,
})
export const PART_SEARCH_DURATION_SECONDS = new Histogram({
  name: 'part_search_duration_seconds',
  help: 'Duration of a part search',
  buckets: SHORT_DURATION_BUCKETS,
})
export const PART_SEARCH_ZERO_RESULTS_TOTAL = new Counter({
  name: 'part_search_zero_results_total',
  help: 'Searches that found nothing',
  labelNames: ['kind'] as const,
})
export const PART_SEARCH_CORRECTED_TOTAL = new Counter({
  name: 'part_search_corrected_total',
  help: 'Searches that needed a fallback reading',
  labelNames: ['reading'] as const,
})
export const PART_SEARCH_RESULTS = new Histogram({
  name: 'part_search_results',
  help: 'Hits per search',
  buckets: RESULT_BUCKETS,
})
export const PART_SEARCH_REJECTED_TOTAL = new Counter({
  name: 'part_search_rejected_total',
  help: 'Searches refused',
  labelNames: ['reason'] as const,
})
export const PART_SUGGESTION_REQUESTS_TOTAL = new Counter({
  name: 'part_suggestion_requests_total',
  help: 'Type-ahead requests',
})
export const PART_SUGGESTION_DURATION_SECONDS = new Histogram({
  name: 'part_suggestion_duration_seconds',
  help: 'Duration of a type-ahead request',
  buckets: SHORT_DURATION_BUCKETS,
})
