import { setTimeout as delay } from 'node:timers/promises'
import type { Task } from './task.ts'

function numberOf(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : fallback
}

/** Waits, or returns early when the signal aborts. */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await delay(seconds * 1000, undefined, { signal }).catch(() => {})
}

/** Counts steps: `steps` (3), with `delay` seconds (0.1) after each. */
const demoTask: Task = {
  name: 'demo_task',
  async execute(params, { progress, signal }) {
    const steps = numberOf(params.steps, 3)
    for (let i = 1; i <= steps; i++) {
      if (signal.aborted) return { status: 'cancelled' }
      progress.sendProgress(`Step ${i}/${steps}`, i / steps)
      await pause(numberOf(params.delay, 0.1), signal)
    }
    return { status: 'success' }
  },
  canRetry: () => true,
}

/** Fails with `error_message` after `delay` seconds (0.1). */
const failingTask: Task = {
  name: 'failing_task',
  async execute(params, { signal }) {
    await pause(numberOf(params.delay, 0.1), signal)
    throw new Error(typeof params.error_message === 'string' ? params.error_message : 'Task failed')
  },
  canRetry: () => true,
}

/** Tasks for tests of the front end: how it shows progress, results and failures. */
export const DEMO_TASKS: readonly Task[] = [demoTask, failingTask]
