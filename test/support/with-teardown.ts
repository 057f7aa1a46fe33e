import type { Teardown } from './test-database.ts'

/** Runs work outside a test, and ends afterwards what it has started for itself: the last of it first. */
export async function withTeardown<Result>(work: (scope: Teardown) => Promise<Result>): Promise<Result> {
  const steps: (() => Promise<void> | void)[] = []
  try {
    return await work({ teardown: (step) => void steps.push(step) })
  } finally {
    for (const step of steps.reverse()) await step()
  }
}
