import autocannon from 'autocannon'
import { median } from './result.ts'

const ROUNDS = 5
const SECONDS_A_ROUND = 2

export interface Load {
  connections: number
  /** Requests that each connection sends in turn. */
  requests: autocannon.Request[]
}

/** Sends the load for one round from a thread of its own. @throws Error when an answer is not a success. */
async function round(url: string, { connections, requests }: Load): Promise<autocannon.Result> {
  const result = await autocannon({ url, connections, duration: SECONDS_A_ROUND, requests, workers: 1 })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers of ${url} were no success`)
  return result
}

/**
 * Requests per second of `ours` as a part of those of `floor`. Both are measured in turn, so that what else the machine
 * does hits both; the median of the rounds counts.
 */
export async function compareThroughput(ours: string, floor: string, load: Load): Promise<number> {
  await round(ours, load)
  await round(floor, load)
  const ratios: number[] = []
  for (let n = 0; n < ROUNDS; n++) {
    const a = await round(ours, load)
    const b = await round(floor, load)
    ratios.push(a.requests.average / b.requests.average)
  }
  return median(ratios)
}

/** The 99th percentile of the time of a request in milliseconds, median of the rounds, for two services in turn. */
export async function compareP99(first: string, second: string, load: Load): Promise<[number, number]> {
  const [a, b]: [number[], number[]] = [[], []]
  for (let n = 0; n < ROUNDS; n++) {
    a.push((await round(first, load)).latency.p99)
    b.push((await round(second, load)).latency.p99)
  }
  return [median(a), median(b)]
}
