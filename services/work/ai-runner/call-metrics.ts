import { Counter, Histogram } from 'prom-client'

/** Upper bounds of durations of model calls, in seconds. */
export const MODEL_CALL_BUCKETS = [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300]

export const AI_ANALYSIS_REQUESTS_TOTAL = new Counter({
  name: 'ai_analysis_requests_total',
  help: 'Calls of the model API',
  labelNames: ['status', 'model', 'verbosity', 'reasoning_effort'] as const,
})

export const AI_ANALYSIS_DURATION_SECONDS = new Histogram({
  name: 'ai_analysis_duration_seconds',
  help: 'Duration of one API call',
  labelNames: ['model', 'verbosity', 'reasoning_effort'] as const,
  buckets: MODEL_CALL_BUCKETS,
})

export const AI_ANALYSIS_TOKENS_TOTAL = new Counter({
  name: 'ai_analysis_tokens_total',
  help: 'Tokens used',
  labelNames: ['type', 'model', 'verbosity', 'reasoning_effort'] as const,
})

export const AI_ANALYSIS_COST_DOLLARS_TOTAL = new Counter({
  name: 'ai_analysis_cost_dollars_total',
  help: 'Estimated spend in US dollars',
  labelNames: ['model', 'verbosity', 'reasoning_effort'] as const,
})

export const AI_ANALYSIS_UNPRICED_REQUESTS_TOTAL = new Counter({
  name: 'ai_analysis_unpriced_requests_total',
  help: 'Model calls whose price is unknown',
  labelNames: ['model'] as const,
})
