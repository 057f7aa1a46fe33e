import { Gauge } from 'prom-client'
import type { PreviousShutdown } from './shutdown-store.ts'

export const PREVIOUS_SHUTDOWN_DURATION_SECONDS = new Gauge({
  name: 'previous_shutdown_duration_seconds',
  help: 'Duration of the shutdown before this start',
})

export const PREVIOUS_SHUTDOWN_ACTIVE_TASKS = new Gauge({
  name: 'previous_shutdown_active_tasks',
  help: 'Tasks that were active when the previous shutdown began',
})

export const PREVIOUS_SHUTDOWN_CLEAN = new Gauge({
  name: 'previous_shutdown_clean',
  help: '1 if the previous process ended its shutdown in order, 0 if it crashed or was killed',
})

const GAUGES = [PREVIOUS_SHUTDOWN_DURATION_SECONDS, PREVIOUS_SHUTDOWN_ACTIVE_TASKS, PREVIOUS_SHUTDOWN_CLEAN]

const FIRST_START: PreviousShutdown = { durationSeconds: 0, activeTasks: 0, clean: true }

/** The figures that each open instance of this process has published, oldest first: the gauges show the newest. */
const published = new Map<object, PreviousShutdown>()

/** Without known figures there are no series: unknown is neither a crash nor a clean end. */
function showNewest(): void {
  const newest = [...published.values()].at(-1)
  if (newest === undefined) {
    for (const gauge of GAUGES) gauge.remove()
    return
  }
  const { durationSeconds, activeTasks, clean } = newest
  PREVIOUS_SHUTDOWN_DURATION_SECONDS.set(clean ? durationSeconds : 0)
  PREVIOUS_SHUTDOWN_ACTIVE_TASKS.set(clean ? activeTasks : 0)
  PREVIOUS_SHUTDOWN_CLEAN.set(clean ? 1 : 0)
}

showNewest()

/** Publishes the figures of the process before this one for `owner`; null means that there was none. */
export function publishPreviousShutdown(owner: object, previous: PreviousShutdown | null): void {
  published.set(owner, previous ?? FIRST_START)
  showNewest()
}

/** Removes the figures of `owner`; those of another instance show again. */
export function withdrawPreviousShutdown(owner: object): void {
  if (published.delete(owner)) showNewest()
}
