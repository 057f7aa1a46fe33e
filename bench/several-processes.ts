import autocannon from 'autocannon'
import { type Comparison, median } from './result.ts'

/** In all, however many processes share them. */
const CONNECTIONS = 32
const ROUNDS = 5
const SECONDS_A_ROUND = 2
/** A machine that does other things as well may need long for the first answers. */
const ANSWER_SECONDS = 60

/** What several processes answer together. */
interface Rates {
  /** Requests a second of all of them. */
  total: number
  /** Those of the process that answers fewest, by the mean of all. */
  least: number
}

/** Sends the load to all processes at the same time. @throws Error when an answer is not a success. */
async function round(urls: readonly string[], requests: autocannon.Request[]): Promise<Rates> {
  const connections = CONNECTIONS / urls.length
  const load = { connections, requests, duration: SECONDS_A_ROUND, timeout: ANSWER_SECONDS, workers: 1 }
  const results = await Promise.all(urls.map((url) => autocannon({ url, ...load })))
  for (const { url, non2xx, errors, timeouts } of results) {
    if (non2xx > 0 || errors > 0) {
      throw new Error(
        `${url}: ${non2xx} answers were no success, ${errors} requests failed (${timeouts} took too long)`,
      )
    }
  }
  const rates = results.map((result) => result.requests.average)
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  if (total === 0) throw new Error(`Nothing was answered in ${SECONDS_A_ROUND} s: the machine has too much else to do`)
  return { total, least: Math.min(...rates) / (total / rates.length) }
}

/**
 * The same load on some processes beside others. In each round the others are measured before and after, so that what
 * else the machine does hits both; the median of the rounds counts, and the first one does not.
 */
export async function compareProcesses(
  own: readonly string[],
  floor: readonly string[],
  requests: autocannon.Request[],
): Promise<Comparison & Rates> {
  const rounds: (Comparison & Rates)[] = []
  for (let n = 0; n <= ROUNDS; n++) {
    const before = await round(floor, requests)
    const { total, least } = await round(own, requests)
    const after = await round(floor, requests)
    if (n === 0) continue
    const ratio = total / ((before.total + after.total) / 2)
    rounds.push({ total, least, ratio, noise: after.total / before.total })
  }
  const middle = (key: keyof (Comparison & Rates)) => median(rounds.map((each) => each[key]))
  return { total: middle('total'), least: middle('least'), ratio: middle('ratio'), noise: middle('noise') }
}
