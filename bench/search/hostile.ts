import type { FastifyInstance } from 'fastify'
import { timed } from '../compare-times.ts'
import { atMost, type BenchResult } from '../result.ts'
import { SEARCH_ROUTES } from './answers.ts'
import { hostileQueries, NAMED_QUERIES } from './hostile-queries.ts'

const QUERIES = 10_000
/** The time limit of a search, in milliseconds. */
const LIMIT = 2000

/** Sends hostile queries. @returns how many had a wrong answer, and milliseconds of the slowest one. */
export async function measureHostile(instance: FastifyInstance): Promise<BenchResult[]> {
  let [wrong, slowest] = [0, 0]
  for (const q of [...NAMED_QUERIES, ...hostileQueries(QUERIES)]) {
    for (const { url, fits } of SEARCH_ROUTES) {
      const ask = async () => {
        const answer = await instance.inject({ url, query: { q } })
        const isRight = answer.statusCode === 200 ? fits(answer.json()) : answer.statusCode === 400
        if (!isRight) console.log(`  ${url} ${JSON.stringify(q)}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
        if (!isRight) wrong++
      }
      slowest = Math.max(slowest, await timed(ask))
    }
  }
  return [
    atMost(`${QUERIES} hostile queries: wrong answers`, { ratio: wrong, noise: 1 }, 0, 'answers'),
    atMost(`${QUERIES} hostile queries: the slowest`, { ratio: slowest, noise: 1 }, LIMIT, 'ms'),
  ]
}
