import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { percentile } from '../result.ts'

const SAMPLE_MS = 50
const PROBES_PER_SECOND = 50
const WORST_SHARE = 0.99

/** What was seen of a process from outside while it worked. */
export interface Seen {
  /** The most resident memory, its threads included. */
  megabytes: number
  /** Of `GET /health/healthz`, at 50 requests a second: so many milliseconds are enough for 99 of 100. */
  healthMs: number
  /** Answers other than 200 of readiness. */
  notReady: number
  seconds: number
}

/** Watches a service while `work` runs. */
export async function watchService(pid: number | undefined, url: string, work: () => Promise<unknown>): Promise<Seen> {
  let isDone = false
  let megabytes = 0
  let notReady = 0
  const times: number[] = []
  const sample = async () => {
    while (!isDone) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      megabytes = Math.max(megabytes, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024)
      await delay(SAMPLE_MS)
    }
  }
  const probe = async () => {
    const running = new Set<Promise<unknown>>()
    while (!isDone) {
      const started = performance.now()
      const answer = fetch(`${url}/health/healthz`)
        .then((response) => response.text())
        .then(() => times.push(performance.now() - started))
        .finally(() => running.delete(answer))
      running.add(answer)
      await delay(1000 / PROBES_PER_SECOND)
    }
    await Promise.all(running)
  }
  const ask = async () => {
    while (!isDone) {
      const { status } = await fetch(`${url}/health/readyz`)
      if (status !== 200) notReady++
      await delay(1000)
    }
  }
  const watching = Promise.all([sample(), probe(), ask()])
  const started = performance.now()
  try {
    await work()
  } finally {
    isDone = true
    await watching
  }
  return {
    megabytes,
    healthMs: percentile(times, WORST_SHARE),
    notReady,
    seconds: (performance.now() - started) / 1000,
  }
}
