import { Counter } from 'prom-client'

/**
 * - `stored`: was the first with its key, and its answer is kept
 * - `not_stored`: ended without an answer that is kept, so the next one is the first
 * - `replayed`: got the answer of the first
 * - `mismatched`: named the key of another request
 * - `in_use`: gave up waiting for the first
 * - `invalid`: named something that is no key
 */
export type IdempotencyOutcome = 'stored' | 'not_stored' | 'replayed' | 'mismatched' | 'in_use' | 'invalid'

export const IDEMPOTENT_REQUESTS_TOTAL = new Counter({
  name: 'idempotent_requests_total',
  help: 'Requests with an Idempotency-Key by what became of them',
  labelNames: ['outcome'] as const,
})

export function countOutcome(outcome: IdempotencyOutcome): void {
  IDEMPOTENT_REQUESTS_TOTAL.inc({ outcome })
}
