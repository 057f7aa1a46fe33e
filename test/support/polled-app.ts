import { mock } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import metricsPoller, { type MetricsPollerOptions } from '../../plugins/metrics-poller/index.ts'
import { sampleValue } from './sample-value.ts'

interface LogRecord {
  level: number
  msg: string
  callback?: string
  callbacks?: string[]
  intervalSeconds?: number
  err?: { message: string; stack: string }
}

export const ERROR = 50
export const INFO = 30

/** An app with nothing but the poller, and what it logs. */
export async function buildPoller(t: Test, options: MetricsPollerOptions = {}) {
  const records: LogRecord[] = []
  const app = Fastify({ logger: { level: 'info', stream: { write: (line) => records.push(JSON.parse(line)) } } })
  t.teardown(() => app.close())
  await app.register(metricsPoller, options)
  return { app, errors: () => records.filter(({ level }) => level === ERROR), records }
}

export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Lets the first tick, which waits for a turn of the event loop, run as far as it can. */
export async function ready(app: FastifyInstance): Promise<void> {
  await app.ready()
  await turn()
  await turn()
}

/** Moves the clock. */
export async function pass(seconds: number): Promise<void> {
  mock.timers.tick(seconds * 1000)
  await turn()
}

export const duration = (callback: string) =>
  sampleValue('metrics_poller_callback_duration_seconds_count', { callback })
export const failures = (callback: string, reason: string) =>
  sampleValue('metrics_poller_callback_failures_total', { callback, reason })
export const lastSuccess = (callback: string) =>
  sampleValue('metrics_poller_callback_last_success_timestamp_seconds', { callback })

/** Has the clock stand still in each test of this file: `pass` moves it. */
export function stopClock(t: Test): void {
  t.beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }))
  t.afterEach(() => mock.timers.reset())
}
