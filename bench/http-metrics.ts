import autocannon from 'autocannon'
import Fastify, { type FastifyInstance } from 'fastify'
import httpMetrics from '../plugins/http-metrics/index.ts'
import type { BenchResult } from './result.ts'

const ROUNDS = 12
const REQUESTS_A_ROUND = 8000
const HIGHEST_COST = 0.05

async function listen(app: FastifyInstance): Promise<string> {
  app.get('/', async () => ({ hello: 'world' }))
  return app.listen({ port: 0, host: '127.0.0.1' })
}

/**
 * How many requests a second the server's thread can serve: requests by the processor time it took. The load comes from
 * a thread of its own, which can be the slower side and would then hide what the server has to do.
 */
async function capacity(url: string): Promise<number> {
  const before = process.threadCpuUsage()
  const { requests } = await autocannon({ url, connections: 20, pipelining: 4, amount: REQUESTS_A_ROUND, workers: 1 })
  const { user, system } = process.threadCpuUsage(before)
  return (requests.total * 1e6) / (user + system)
}

/** How many requests per second counting and timing them costs, on a route that does nothing. */
export async function run(): Promise<BenchResult[]> {
  const plain = Fastify()
  const counted = Fastify()
  await counted.register(httpMetrics)
  const urls = [await listen(plain), await listen(counted)] as const
  for (const url of urls) await capacity(url)
  const [without, withMetrics]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await capacity(urls[0]))
    withMetrics.push(await capacity(urls[1]))
  }
  await Promise.all([plain.close(), counted.close()])
  // What else the machine does can only lower a figure, so the best one of each is the truest.
  const cost = 1 - Math.max(...withMetrics) / Math.max(...without)
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
