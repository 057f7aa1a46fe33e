import type { StatementListener } from '../../plugins/database/pool.ts'

export interface StatementCount {
  /** Pass it to `buildApp`. */
  onStatement: StatementListener
  /** Runs `work` and answers how many SQL statements the app ran meanwhile. */
  during(work: () => Promise<unknown>): Promise<number>
}

/** Counts SQL statements, to see that a list costs the same number whatever its length. */
export function countStatements(): StatementCount {
  let count = 0
  return {
    onStatement() {
      count++
    },
    async during(work) {
      const before = count
      await work()
      return count - before
    },
  }
}
