import autocannon from 'autocannon'
import Fastify, { type FastifyInstance } from 'fastify'
import httpMetrics from '../plugins/http-metrics/index.ts'
import { atLeast, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'

const ROUNDS = 12
const REQUESTS_A_ROUND = 8000
const LEAST_RATIO = 0.95

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

/** How many requests per second are left when they are counted and timed, on a route that does nothing. */
export async function run(): Promise<BenchResult[]> {
  const plain = Fastify()
  const counted = Fastify()
  await counted.register(httpMetrics)
  const urls = [await listen(plain), await listen(counted)] as const
  for (const url of urls) await capacity(url)
  const [before, own, after]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    before.push(await capacity(urls[0]))
    own.push(await capacity(urls[1]))
    after.push(await capacity(urls[0]))
  }
  await Promise.all([plain.close(), counted.close()])
  // What else the machine does can only lower a figure, so the best one of each is the truest.
  const ratio = Math.max(...own) / Math.max(...before, ...after)
  const noise = Math.max(...after) / Math.max(...before)
  return [atLeast('http-metrics: requests/s of a trivial route', { ratio, noise }, LEAST_RATIO, '× bare Fastify')]
}

if (import.meta.main) await runAlone(run)
