import type { BenchResult } from './result.ts'

const BENCHMARKS = [
  'http-metrics',
  'metrics-endpoint',
  'inventory',
  'kits',
  'auth',
  'tasks',
  'sse',
  'documents',
  'duplicates',
  'start',
]

/**
 * Runs the benchmarks named on the command line, or all of them, and prints every figure beside its bar. The figures are
 * ratios where that is possible: both sides are measured in one run on the same machine.
 */
const chosen = process.argv.slice(2)
const results: BenchResult[] = []
for (const name of chosen.length > 0 ? chosen : BENCHMARKS) {
  console.log(`${name} …`)
  const { run }: { run: () => Promise<BenchResult[]> } = await import(`./${name}.ts`)
  results.push(...(await run()))
}
console.table(
  results.map(({ name, value, unit, bar, pass }) => ({
    benchmark: name,
    value: Number(value.toPrecision(3)),
    unit,
    bar,
    '': pass ? 'ok' : 'missed',
  })),
)
