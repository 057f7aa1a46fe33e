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

const UNKNOWN: PreviousShutdown = { durationSeconds: 0, activeTasks: 0, clean: false }
const FIRST_START: PreviousShutdown = { durationSeconds: 0, activeTasks: 0, clean: true }

/** What each live instance of this process has published, oldest first: the gauges show the newest. */
const published = new Map<object, PreviousShutdown>()

function showNewest(): void {
  const { durationSeconds, activeTasks, clean } = [...published.values()].at(-1) ?? UNKNOWN
  PREVIOUS_SHUTDOWN_DURATION_SECONDS.set(clean ? durationSeconds : 0)
  PREVIOUS_SHUTDOWN_ACTIVE_TASKS.set(clean ? activeTasks : 0)
  PREVIOUS_SHUTDOWN_CLEAN.set(clean ? 1 : 0)
}

/** Publishes what `owner` knows about the process before this one; null means that there was none. */
export function publishPreviousShutdown(owner: object, previous: PreviousShutdown | null): void {
  published.set(owner, previous ?? FIRST_START)
  showNewest()
}

/** Takes back what `owner` has published; what other instances have published shows again. */
export function withdrawPreviousShutdown(owner: object): void {
  if (published.delete(owner)) showNewest()
}
