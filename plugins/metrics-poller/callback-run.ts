import { performance } from 'node:perf_hooks'
import { Counter, Gauge, Histogram } from 'prom-client'
import { SHORT_DURATION_BUCKETS } from '../metric-buckets.ts'

export const METRICS_POLLER_CALLBACK_DURATION_SECONDS = new Histogram<'callback'>({
  name: 'metrics_poller_callback_duration_seconds',
  help: 'Run time of a polling callback',
  labelNames: ['callback'],
  buckets: SHORT_DURATION_BUCKETS,
})

export const METRICS_POLLER_CALLBACK_FAILURES_TOTAL = new Counter<'callback' | 'reason'>({
  name: 'metrics_poller_callback_failures_total',
  help: 'Failed runs of a polling callback',
  labelNames: ['callback', 'reason'],
})

export const METRICS_POLLER_CALLBACK_LAST_SUCCESS_TIMESTAMP_SECONDS = new Gauge<'callback'>({
  name: 'metrics_poller_callback_last_success_timestamp_seconds',
  help: 'Unix time of the last run that succeeded',
  labelNames: ['callback'],
})

export type PollingCallback = () => void | Promise<void>

/** One registered callback and the state of its current run. */
export interface Registration {
  name: string
  callback: PollingCallback
  timeoutSeconds: number
  /** Gauges that the callback sets. */
  gauges: readonly { reset(): void }[]
  /** False once unregistered or stopped: a run that settles later publishes nothing. */
  active: boolean
  /** True while a run has not settled, an abandoned one included. */
  pending: boolean
}

/** Reports a failed run; called exactly once a failure. */
export type FailureReporter = (registration: Registration, err: unknown) => void

/**
 * Runs the callback once. Resolves when it has settled or its time limit has passed, and never rejects.
 * While an abandoned run is still pending it is not started again; that counts as one more timeout.
 */
export async function runCallback(registration: Registration, reportFailure: FailureReporter): Promise<void> {
  if (registration.pending) {
    METRICS_POLLER_CALLBACK_FAILURES_TOTAL.inc({ callback: registration.name, reason: 'timeout' })
    return
  }
  const { promise: limitPassed, resolve: passLimit } = Promise.withResolvers<void>()
  let abandoned = false
  const limit = setTimeout(() => {
    abandoned = true
    if (registration.active) {
      METRICS_POLLER_CALLBACK_FAILURES_TOTAL.inc({ callback: registration.name, reason: 'timeout' })
      reportFailure(registration, new Error(`not settled after ${registration.timeoutSeconds} s`))
    }
    passLimit()
  }, registration.timeoutSeconds * 1000)
  limit.unref()
  try {
    await Promise.race([measuredRun(registration), limitPassed])
  } catch (err) {
    if (registration.active && !abandoned) {
      METRICS_POLLER_CALLBACK_FAILURES_TOTAL.inc({ callback: registration.name, reason: 'error' })
      reportFailure(registration, err)
    }
  } finally {
    clearTimeout(limit)
  }
}

async function measuredRun(registration: Registration): Promise<void> {
  const labels = { callback: registration.name }
  const start = performance.now()
  registration.pending = true
  try {
    await registration.callback()
    if (registration.active) METRICS_POLLER_CALLBACK_LAST_SUCCESS_TIMESTAMP_SECONDS.set(labels, Date.now() / 1000)
  } finally {
    registration.pending = false
    if (registration.active) {
      METRICS_POLLER_CALLBACK_DURATION_SECONDS.observe(labels, Math.max(0, performance.now() - start) / 1000)
    } else {
      resetUnlessShared(registration)
    }
  }
}

/** How many instances of this process poll under a name: they share its series. */
const holders = new Map<string, number>()

/** Counts one more user of the series of the registered name. */
export function holdSeries({ name }: Registration): void {
  holders.set(name, (holders.get(name) ?? 0) + 1)
}

/** Counts one user less; the last one removes the health series of the name and resets its gauges. */
export function releaseSeries(registration: Registration): void {
  const left = (holders.get(registration.name) ?? 1) - 1
  if (left > 0) holders.set(registration.name, left)
  else holders.delete(registration.name)
  resetUnlessShared(registration)
}

function resetUnlessShared({ name, gauges }: Registration): void {
  if (holders.has(name)) return
  METRICS_POLLER_CALLBACK_DURATION_SECONDS.remove({ callback: name })
  METRICS_POLLER_CALLBACK_LAST_SUCCESS_TIMESTAMP_SECONDS.remove({ callback: name })
  for (const reason of ['error', 'timeout']) METRICS_POLLER_CALLBACK_FAILURES_TOTAL.remove({ callback: name, reason })
  for (const gauge of gauges) gauge.reset()
}
