import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FastifyInstance } from 'fastify'
import { atMost, type BenchResult } from '../result.ts'

const QUERIES = 10_000
const MOST_MEGABYTES = 30

/** Memory that is in use after a garbage collection, in MB. */
function usedMegabytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 ** 2
}

/** What different queries leave in the memory of the process. */
export async function measureMemory(instance: FastifyInstance, queries: readonly string[]): Promise<BenchResult> {
  const ask = (q: string) => instance.inject({ url: '/api/parts/search', query: { q } })
  for (const q of queries) await ask(q)
  const before = usedMegabytes()
  for (let place = 0; place < QUERIES; place++) await ask(`${queries[place % queries.length]} z${place}`)
  const ratio = Math.max(usedMegabytes() - before, 0)
  return atMost(`${QUERIES} different queries: memory`, { ratio, noise: 1 }, MOST_MEGABYTES, 'MB')
}
