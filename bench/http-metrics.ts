import { performance } from 'node:perf_hooks'
import autocannon from 'autocannon'
import Fastify, { type FastifyInstance } from 'fastify'
import httpMetrics from '../plugins/http-metrics/index.ts'
import { type BenchResult, median } from './result.ts'

const ROUNDS = 10
const REQUESTS_A_ROUND = 20_000
const HIGHEST_COST = 0.05

async function listen(app: FastifyInstance): Promise<string> {
  app.get('/', async () => ({ hello: 'world' }))
  return app.listen({ port: 0, host: '127.0.0.1' })
}

/**
 * How many requests a second the server's thread can serve: requests by the time its event loop was busy. The load comes
 * from a thread of its own, which can be the slower side and would then hide what the server has to do.
 */
async function capacity(url: string): Promise<number> {
  const before = performance.eventLoopUtilization()
  const { requests } = await autocannon({ url, connections: 20, pipelining: 4, amount: REQUESTS_A_ROUND, workers: 1 })
  const { active } = performance.eventLoopUtilization(before)
  return (requests.total * 1000) / active
}

/** How many requests per second counting and timing them costs, on a route that does nothing. */
export async function run(): Promise<BenchResult[]> {
  const plain = Fastify()
  const counted = Fastify()
  await counted.register(httpMetrics)
  const [plainUrl, countedUrl] = [await listen(plain), await listen(counted)]
  await capacity(plainUrl)
  await capacity(countedUrl)
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // Alternate who goes first, so that a drift of the machine favours neither.
    const countedFirst = round % 2 === 1 ? await capacity(countedUrl) : undefined
    const without = await capacity(plainUrl)
    const withMetrics = countedFirst ?? (await capacity(countedUrl))
    ratios.push(withMetrics / without)
  }
  await Promise.all([plain.close(), counted.close()])
  const cost = 1 - median(ratios)
  return [
    {
      name: 'http-metrics: cost on a trivial route',
      value: cost * 100,
      unit: '% of requests/s',
      bar: '<= 5',
      pass: cost <= HIGHEST_COST,
    },
  ]
}

if (import.meta.main) console.table(await run())
