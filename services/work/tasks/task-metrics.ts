import { Counter, Histogram } from 'prom-client'

const BACKGROUND_TASKS_TOTAL = new Counter({
  name: 'background_tasks_total',
  help: 'Background tasks by outcome',
  labelNames: ['task', 'status'] as const,
})

const BACKGROUND_TASK_DURATION_SECONDS = new Histogram({
  name: 'background_task_duration_seconds',
  help: 'Run time of a background task',
  labelNames: ['task'] as const,
  buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
})

/**
 * Counts a task that has ended.
 *
 * @param seconds since its run began; null when it was not running.
 */
export function countEnd(name: string, status: 'completed' | 'failed' | 'cancelled', seconds: number | null): void {
  BACKGROUND_TASKS_TOTAL.inc({ task: name, status })
  if (seconds !== null) BACKGROUND_TASK_DURATION_SECONDS.observe({ task: name }, seconds)
}
