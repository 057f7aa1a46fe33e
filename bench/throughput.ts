import autocannon from 'autocannon'
import { type Comparison, median } from './result.ts'

const ROUNDS = 5
const SECONDS_A_ROUND = 2

export interface Load {
  connections: number
  /** Requests that each connection sends in turn. */
  requests: autocannon.Request[]
}

/** Who is asked, and what. */
export interface Target {
  url: string
  load: Load
}

/** Sends the load for one round from a thread of its own. @throws Error when an answer is not a success. */
export async function round(
  url: string,
  { connections, requests }: Load,
  seconds = SECONDS_A_ROUND,
): Promise<autocannon.Result> {
  const result = await autocannon({ url, connections, duration: seconds, requests, workers: 1 })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers of ${url} were no success`)
  return result
}

/**
 * Requests per second of `ours` beside those of `floor`. In each round the floor is measured before and after ours, so
 * that what else the machine does hits both; the median of the rounds counts.
 */
export async function compareThroughput(ours: string, floor: string, load: Load): Promise<Comparison> {
  await round(ours, load)
  await round(floor, load)
  const ratios: number[] = []
  const noise: number[] = []
  for (let n = 0; n < ROUNDS; n++) {
    const before = (await round(floor, load)).requests.average
    const own = (await round(ours, load)).requests.average
    const after = (await round(floor, load)).requests.average
    ratios.push(own / ((before + after) / 2))
    noise.push(after / before)
  }
  return { ratio: median(ratios), noise: median(noise) }
}

/** The 99th percentile of the time of a request of `ours` beside that of `floor`. */
export async function compareP99(ours: Target, floor: Target): Promise<Comparison> {
  const [own, before, after]: [number[], number[], number[]] = [[], [], []]
  await round(ours.url, ours.load)
  await round(floor.url, floor.load)
  for (let n = 0; n < ROUNDS; n++) {
    before.push((await round(floor.url, floor.load)).latency.p99)
    own.push((await round(ours.url, ours.load)).latency.p99)
    after.push((await round(floor.url, floor.load)).latency.p99)
  }
  return { ratio: median(own) / median([...before, ...after]), noise: median(after) / median(before) }
}
