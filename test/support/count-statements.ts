import { AsyncLocalStorage } from 'node:async_hooks'
import type { StatementListener } from '../../plugins/database/lease.ts'

export interface StatementCount {
  /** Pass it to `buildApp`. */
  onStatement: StatementListener
  /** Runs `work` and answers how many SQL statements it caused, those of requests that it injects included. */
  during(work: () => Promise<unknown>): Promise<number>
}

/**
 * Counts SQL statements, to see that a list costs the same number whatever its length. What the app runs in the background
 * at the same time is not counted: it runs in another async context.
 */
export function countStatements(): StatementCount {
  const counted = new AsyncLocalStorage<{ statements: number }>()
  return {
    onStatement() {
      const count = counted.getStore()
      if (count) count.statements++
    },
    async during(work) {
      const count = { statements: 0 }
      // Awaited inside: an injected request begins when it is awaited.
      await counted.run(count, async () => await work())
      return count.statements
    },
  }
}
