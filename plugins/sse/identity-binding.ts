import { Counter } from 'prom-client'

const SSE_IDENTITY_BINDING_TOTAL = new Counter({
  name: 'sse_identity_binding_total',
  help: 'Attempts to tie a user to a connection',
  labelNames: ['status'] as const,
})

/** Counts a connection by whether it is bound to a subject. */
export function countBinding(subject: string | null): void {
  SSE_IDENTITY_BINDING_TOTAL.inc({ status: subject === null ? 'failed' : 'success' })
}
