import { collectDefaultMetrics } from 'prom-client'

let started = false

/**
 * Starts the process and Node.js metrics, at most once a process. What this starts cannot be stopped, so only the whole
 * service calls it, never a plugin that others use alone.
 */
export function collectDefaultMetricsOnce(): void {
  if (started) return
  started = true
  collectDefaultMetrics()
}
