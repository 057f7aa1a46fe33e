import {
  type FailureReporter,
  holdSeries,
  type PollingCallback,
  type Registration,
  releaseSeries,
  runCallback,
} from './callback-run.ts'

export interface PollingOptions {
  /** After how many seconds a run that has not settled is abandoned. Default 30. */
  timeoutSeconds?: number
  /** The gauges that the callback sets: they are reset when no instance of this process uses the name any more. */
  gauges?: readonly { reset(): void }[]
}

/**
 * Registers a callback and returns the function that unregisters it.
 * Throws when the name is registered already on this instance.
 */
export type RegisterForPolling = (name: string, callback: PollingCallback, options?: PollingOptions) => () => void

export interface Poller {
  register: RegisterForPolling
  start(): void
  /** Resolves when the callback in flight has settled, or after `graceSeconds`. May be called again. */
  stop(graceSeconds: number): Promise<void>
}

export interface PollerEvents {
  failed: FailureReporter
  /** The first tick begins; these are the names registered by now. */
  started: (names: string[]) => void
}

/** Makes a loop that runs the registered callbacks one after another, waits `intervalSeconds`, and starts over. */
export function createPoller(intervalSeconds: number, events: PollerEvents): Poller {
  const registrations = new Map<string, Registration>()
  let stopped = false
  let firstTick: NodeJS.Immediate | undefined
  let nextTick: NodeJS.Timeout | undefined
  let tick = Promise.resolve()

  function register(name: string, callback: PollingCallback, options: PollingOptions = {}): () => void {
    if (registrations.has(name)) throw new Error(`polling callback '${name}' is registered already`)
    const { timeoutSeconds = 30, gauges = [] } = options
    const registration = { name, callback, timeoutSeconds, gauges, active: !stopped, pending: false }
    if (stopped) return () => {}
    registrations.set(name, registration)
    holdSeries(registration)
    return () => unregister(registration)
  }

  function unregister(registration: Registration): void {
    if (!registration.active) return
    registration.active = false
    registrations.delete(registration.name)
    releaseSeries(registration)
  }

  async function runAll(): Promise<void> {
    for (const registration of [...registrations.values()]) {
      if (stopped) return
      if (registration.active) await runCallback(registration, events.failed)
    }
    if (!stopped) nextTick = setTimeout(beginTick, intervalSeconds * 1000).unref()
  }

  function beginTick(): void {
    tick = runAll()
  }

  function start(): void {
    if (stopped) return
    firstTick = setImmediate(() => {
      events.started([...registrations.keys()])
      beginTick()
    }).unref()
  }

  async function stop(graceSeconds: number): Promise<void> {
    stopped = true
    clearImmediate(firstTick)
    clearTimeout(nextTick)
    const { promise: graceOver, resolve } = Promise.withResolvers<void>()
    const grace = setTimeout(resolve, graceSeconds * 1000)
    await Promise.race([tick, graceOver])
    clearTimeout(grace)
    for (const registration of [...registrations.values()]) unregister(registration)
  }

  return { register, start, stop }
}
