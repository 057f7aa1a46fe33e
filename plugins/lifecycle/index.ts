import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Histogram } from 'prom-client'
import { ShutdownCoordinator } from './coordinator.ts'
import { LingeringConnections } from './lingering-connections.ts'
import { publishPreviousShutdown, withdrawPreviousShutdown } from './previous-shutdown.ts'
import { RequestsInFlight } from './requests-in-flight.ts'
import type { PreviousShutdown, ShutdownStore } from './shutdown-store.ts'
import { runWithin } from './time-limit.ts'

declare module 'fastify' {
  interface FastifyInstance {
    lifecycle: ShutdownCoordinator
  }
}

export const GRACEFUL_SHUTDOWN_DURATION_SECONDS = new Histogram({
  name: 'graceful_shutdown_duration_seconds',
  help: 'Time from the shutdown request until the server has closed',
  buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600],
})

export type {
  BeforeServerClose,
  DescribeUndone,
  PrepareCallback,
  ShutdownCoordinator,
  ShutdownWaiter,
} from './coordinator.ts'
export type { PreviousShutdown, ShutdownFigures, ShutdownStore } from './shutdown-store.ts'

export interface LifecycleOptions {
  /** Budget of a shutdown, in seconds, after which the server closes all connections. Default 600. */
  gracefulShutdownTimeoutSeconds?: number
  /** What sets that budget, as the log is to call it. Default: the name of the option. */
  timeoutSetting?: string
  /**
   * Seconds that a server which listens goes on listening at least, once the shutdown has begun: the time that a load
   * balancer takes to learn that the instance is not ready any more. At most half of the budget. Default 0.
   */
  listenSeconds?: number
  /** Keeps the figures of a shutdown for the next process; it may also be given later, with `lifecycle.useStore`. */
  store?: ShutdownStore
}

const STORE_LIMIT_SECONDS = 5
/** What is not known or not kept, by what the store was asked for. */
const STORE_FAILURES = {
  begin: 'how the process before this one has ended could not be read: nothing is published of it',
  end: 'the end of this process could not be stored: the next one will take it for a crash',
  close: 'the store of the figures of the shutdown could not be closed',
} as const
/** Time for slow readers of answers to late requests; less than the time limit of Fastify's own hooks. */
const FLUSH_LIMIT_SECONDS = 5

/** Calls the store with a time limit and logs failures. @returns whether it succeeded. */
async function callStore(
  app: FastifyInstance,
  step: keyof typeof STORE_FAILURES,
  fn: () => Promise<void>,
): Promise<boolean> {
  const result = await runWithin(STORE_LIMIT_SECONDS, fn)
  if (result.outcome === 'done') return true
  const err = result.outcome === 'failed' ? { err: result.error } : {}
  app.log.error({ ...err, step, outcome: result.outcome }, STORE_FAILURES[step])
  return false
}

/**
 * Makes the close of an instance graceful and measured: decorates it with `lifecycle`, the shutdown coordinator.
 *
 * Register it after what must outlive the shutdown (a database) and before what takes part in it. It installs no
 * signal handlers: the program that starts the server turns a signal into `app.close()`.
 */
async function lifecycle(app: FastifyInstance, options: LifecycleOptions): Promise<void> {
  const { gracefulShutdownTimeoutSeconds: seconds = 600, timeoutSetting: setting = 'gracefulShutdownTimeoutSeconds' } =
    options
  const coordinator = new ShutdownCoordinator({ seconds, setting }, app.log)
  if (options.store) coordinator.useStore(options.store)
  app.decorate('lifecycle', coordinator)

  const requests = new RequestsInFlight()
  const connections = new LingeringConnections(app.server, requests)
  let serverClosedAt: number | undefined
  app.server.once('close', () => {
    serverClosedAt = performance.now()
  })

  let recording: ShutdownStore | undefined
  let closed = false
  app.addHook('onReady', async () => {
    // Hooks for the close run last in, first out. This one is added after Fastify's own, which closes the server, so
    // that it runs before: without the limit of `pluginTimeout` (10 s) that a preClose hook has, and while requests
    // are still answered as always.
    app.addHook('onClose', () => coordinator.prepareShutdown())

    const { store } = coordinator
    if (store === undefined) {
      publishPreviousShutdown(coordinator, null)
      return
    }
    await callStore(app, 'begin', async () => {
      const answer = await store.begin()
      const begun = (previous: PreviousShutdown | null) => {
        if (closed) return
        recording = store
        publishPreviousShutdown(coordinator, previous)
        if (previous?.clean !== false) return
        const { crashes = 1 } = previous
        app.log.warn({ crashes }, 'the previous process crashed or was killed: its shutdown did not end')
        coordinator.previousHasCrashed()
      }
      if (answer === null || !('later' in answer)) begun(answer)
      else answer.later.then(begun, (err) => app.log.error({ err, step: 'begin' }, STORE_FAILURES.begin))
    })
  })

  // An instance that is closed before it was ready has no hook of the kind above.
  app.addHook('preClose', async () => {
    await coordinator.prepareShutdown()
    // As soon as the server closes it takes a connection for idle whose answer is written, though not yet sent.
    await runWithin(Math.min(FLUSH_LIMIT_SECONDS, coordinator.remainingSeconds()), () => requests.flushed())
    connections.startClosing(coordinator.remainingSeconds())
    coordinator.onHurry(() => connections.closeAll())
  })

  // The server listens until these are answered, so that the drain can be watched from outside.
  app.addHook('onRequest', (request, reply, done) => {
    requests.add(request, reply)
    done()
  })
  const endRequests = async () => {
    await requests.ended()
    return true
  }
  coordinator.addShutdownWaiter('requests in flight', endRequests, () => requests.describe())

  // When the server stops listening, the system resets the connections that it has taken and the server has not yet:
  // only clients that have stopped coming are safe from that.
  const { listenSeconds = 0 } = options
  if (listenSeconds > 0) {
    coordinator.addShutdownWaiter('load balancers', async (remainingSeconds) => {
      if (!app.server.listening) return true
      // The server keeps the process alive; after a shutdown that was hurried, this must not.
      await setTimeout(Math.min(listenSeconds, remainingSeconds / 2) * 1000, undefined, { ref: false })
      return true
    })
  }

  app.addHook('onSend', (request, reply, payload, done) => {
    if (coordinator.isShuttingDown && request.raw.httpVersionMajor < 2) reply.header('connection', 'close')
    done(null, payload)
  })

  app.addHook('onClose', async () => {
    connections.stop()
    const durationSeconds = coordinator.elapsedSeconds(serverClosedAt)
    GRACEFUL_SHUTDOWN_DURATION_SECONDS.observe(durationSeconds)
    const { activeTasks } = coordinator
    await callStore(app, 'end', async () => recording?.end({ durationSeconds, activeTasks, clean: true }))
    closed = true
    await callStore(app, 'close', async () => coordinator.store?.close?.())
    withdrawPreviousShutdown(coordinator)
    coordinator.finish()
    app.log.info({ durationSeconds, activeTasks }, 'shutdown complete')
  })
}

export default fp(lifecycle, { name: 'lifecycle', fastify: '5.x', dependencies: [] })
