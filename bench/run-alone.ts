import { type BenchServer, startBenchServer } from './inventory-database.ts'
import type { BenchResult } from './result.ts'

/**
 * A benchmark: what it measures on the databases of the server.
 *
 * @param sizes of inventories, for those that are measured at several.
 */
export type Benchmark = (server: BenchServer, sizes?: readonly number[]) => Promise<BenchResult[]>

/** Prints every figure beside its bar, and how far apart the floor was from itself. */
export function printResults(results: readonly BenchResult[]): void {
  const short = (value: number) => Number(value.toPrecision(3))
  console.table(
    results.map(({ name, value, unit, noise, bar, pass }) => ({
      benchmark: name,
      value: short(value),
      unit,
      bar,
      '': pass ? 'ok' : 'missed',
      'floor again': short(noise),
    })),
  )
}

/** Runs one benchmark by itself. */
export async function runAlone(run: Benchmark): Promise<void> {
  const server = await startBenchServer()
  try {
    printResults(await run(server))
  } finally {
    await server.stop()
  }
}
