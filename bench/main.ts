import { startBenchServer } from './inventory-database.ts'
import type { BenchResult } from './result.ts'
import { type Benchmark, printResults } from './run-alone.ts'

const BENCHMARKS: Record<string, () => Promise<{ run: Benchmark }>> = {
  'http-metrics': () => import('./http-metrics.ts'),
  'metrics-endpoint': () => import('./metrics-endpoint.ts'),
  inventory: () => import('./inventory.ts'),
  reads: () => import('./reads.ts'),
  growth: () => import('./growth.ts'),
  'safe-changes': () => import('./safe-changes.ts'),
  kits: () => import('./kits.ts'),
  auth: () => import('./auth.ts'),
  'own-sign-in': () => import('./own-sign-in.ts'),
  guessing: () => import('./guessing.ts'),
  tasks: () => import('./tasks.ts'),
  sse: () => import('./sse.ts'),
  documents: () => import('./documents.ts'),
  duplicates: () => import('./duplicates.ts'),
  search: () => import('./search.ts'),
  'search-costs': () => import('./search-costs.ts'),
  exports: () => import('./exports.ts'),
  imports: () => import('./imports.ts'),
  labels: () => import('./labels.ts'),
  scans: () => import('./scans.ts'),
  start: () => import('./start.ts'),
  replicas: () => import('./replicas.ts'),
  web: () => import('./web.ts'),
}

const USAGE = `Usage: npm run bench [-- <benchmark> …] [<parts> …]

Runs the benchmarks that are named, or all of them, on a PostgreSQL server of their own:
  ${Object.keys(BENCHMARKS).join(', ')}

Numbers are sizes of inventories for those that take them: search 1000 100000 400000. The processor time of each letter
of the type-ahead on a database that there is: node bench/search-costs.ts --help.

Each figure is ours by its floor, the least that can do the same, measured in one run on the same machine. "floor again"
is the floor measured a second time by the first: what is not farther from 1 than this says nothing.`

async function runAll(names: readonly string[], sizes: readonly number[]): Promise<void> {
  const results: BenchResult[] = []
  const server = await startBenchServer()
  try {
    for (const name of names) {
      console.log(`${name} …`)
      const load = BENCHMARKS[name]
      if (load) results.push(...(await (await load()).run(server, sizes.length > 0 ? sizes : undefined)))
    }
  } finally {
    await server.stop()
    printResults(results)
  }
}

const args = process.argv.slice(2).filter((arg) => !/^\d+$/.test(arg))
const sizes = process.argv
  .slice(2)
  .filter((arg) => /^\d+$/.test(arg))
  .map(Number)
const unknown = args.filter((name) => !name.startsWith('-') && !Object.hasOwn(BENCHMARKS, name))
if (args.includes('--help') || args.includes('-h')) {
  console.log(USAGE)
} else if (unknown.length > 0 || args.some((name) => name.startsWith('-'))) {
  console.error(`Unknown: ${args.find((name) => name.startsWith('-')) ?? unknown[0]}\n\n${USAGE}`)
  process.exitCode = 2
} else {
  await runAll(args.length > 0 ? args : Object.keys(BENCHMARKS), sizes)
}
