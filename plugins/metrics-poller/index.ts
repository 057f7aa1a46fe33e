import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { createPoller, type RegisterForPolling } from './poller.ts'

declare module 'fastify' {
  interface FastifyInstance {
    registerForPolling: RegisterForPolling
    /** The last failure of each polling callback that has failed, by name. */
    lastPollingFailures: () => PollingFailure[]
  }
}

export type { PollingCallback } from './callback-run.ts'
export type { PollingOptions, RegisterForPolling } from './poller.ts'

/** Why a polling callback failed last, also where it has succeeded since. */
export interface PollingFailure {
  callback: string
  message: string
  failedAt: Date
}

export interface MetricsPollerOptions {
  /** Seconds between the end of one round of callbacks and the start of the next. Default 60. */
  intervalSeconds?: number
  /** Wraps each callback, for example in limits of its own. By default a callback is called directly. */
  around?: (run: () => Promise<void>) => Promise<void>
  /** Calls `start`, which begins the first round, when what the callbacks need is there. By default it is called at once. */
  startWith?: (start: () => void) => Promise<void>
}

const STOP_GRACE_SECONDS = 5
/** What is longer says nothing more to who reads it on a page. */
const LONGEST_MESSAGE = 200

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_MESSAGE)
}

/**
 * Keeps derived gauges up to date: decorates the instance with `registerForPolling(name, callback, options?)` and runs the
 * registered callbacks one after another, right after the instance is ready and then at a fixed interval. A failure is
 * logged, counted, and kept for `lastPollingFailures()`.
 *
 * Two instances in one process may use the same name. They share its series, which are removed when the last of
 * them has unregistered the name or closed.
 */
async function metricsPoller(
  app: FastifyInstance,
  { intervalSeconds = 60, around = (run) => run(), startWith = async (start) => start() }: MetricsPollerOptions,
): Promise<void> {
  const failures = new Map<string, PollingFailure>()
  const poller = createPoller(intervalSeconds, {
    failed: ({ name }, err) => {
      failures.set(name, { callback: name, message: messageOf(err), failedAt: new Date() })
      app.log.error({ callback: name, err }, 'polling callback failed')
    },
    started: (callbacks) => app.log.info({ intervalSeconds, callbacks }, 'metrics poller started'),
  })
  const register: RegisterForPolling = (name, callback, options) =>
    poller.register(name, () => around(async () => callback()), options)
  app.decorate('registerForPolling', register)
  app.decorate('lastPollingFailures', () => [...failures.values()].sort((a, b) => a.callback.localeCompare(b.callback)))
  app.addHook('onReady', () => startWith(() => poller.start()))
  app.addHook('onClose', () => poller.stop(STOP_GRACE_SECONDS))
}

export default fp(metricsPoller, { name: 'metrics-poller', fastify: '5.x', dependencies: [] })
