import type { FastifyBaseLogger } from 'fastify'
import { Gauge } from 'prom-client'
import type { ShutdownStore } from './shutdown-store.ts'
import { runWithin } from './time-limit.ts'

export const APPLICATION_SHUTTING_DOWN = new Gauge({
  name: 'application_shutting_down',
  help: '1 while the service is shutting down, else 0',
})

/** Called when the shutdown begins: stop taking work. */
export type PrepareCallback = () => void | Promise<void>

/**
 * Waits until its work is done, at most `remainingSeconds`. Answers whether it is done; false, an error or running
 * out of time mean that the shutdown is forced.
 */
export type ShutdownWaiter = (remainingSeconds: number) => boolean | Promise<boolean>

/** Says in a sentence what a waiter still waits for, and what becomes of it when the shutdown goes on. */
export type DescribeUndone = () => string

/** Ends something that would block the server's close, for example a long-lived stream. */
export type BeforeServerClose = () => void | Promise<void>

/** Seconds that each step after the waiters may take, even when the budget is spent. */
const LAST_STEP_SECONDS = 5
/** Timers may be so much before the clock. */
const CLOCK_SECONDS = 0.05

interface NamedWaiter {
  fn: ShutdownWaiter
  describe: DescribeUndone
}

/** How long a shutdown waits for running work. */
interface ShutdownBudget {
  seconds: number
  /** What sets it, as the log calls that. */
  setting: string
}

/** Coordinators of this process that are between the begin of their shutdown and its end. */
const shuttingDown = new Set<ShutdownCoordinator>()

/**
 * Runs the shutdown sequence of one instance, once: calls the prepare callbacks, waits for running work, ends streams.
 * A step that fails or hangs is logged, and the sequence goes on.
 */
export class ShutdownCoordinator {
  readonly #budget: ShutdownBudget
  readonly #log: FastifyBaseLogger
  readonly #prepareCallbacks: { name: string; fn: PrepareCallback }[] = []
  readonly #waiters = new Map<string, NamedWaiter>()
  readonly #lastSteps: { name: string; fn: BeforeServerClose }[] = []
  #sequence: Promise<void> | undefined
  #startedAt: number | undefined
  #store: ShutdownStore | undefined
  #activeTasks = 0
  readonly #crashListeners: (() => void)[] = []
  readonly #hurry = new AbortController()

  constructor(budget: ShutdownBudget, log: FastifyBaseLogger) {
    this.#budget = budget
    this.#log = log
  }

  /** True from the beginning of the shutdown on. */
  get isShuttingDown(): boolean {
    return this.#startedAt !== undefined
  }

  /** Where the figures of the shutdown are kept, if anywhere. */
  get store(): ShutdownStore | undefined {
    return this.#store
  }

  /** Tasks that were active when the shutdown began, as reported. */
  get activeTasks(): number {
    return this.#activeTasks
  }

  /** Registers a callback that is called first, in the order of registration and one after another. */
  onPrepareShutdown(name: string, fn: PrepareCallback): void {
    this.#prepareCallbacks.push({ name, fn })
  }

  /**
   * Registers a waiter. All waiters start together, after the prepare callbacks, each with the whole remaining budget.
   *
   * @param describe for the log, when the shutdown goes on before the waiter is done. Default: its name.
   * @throws Error when the name is taken.
   */
  addShutdownWaiter(name: string, fn: ShutdownWaiter, describe: DescribeUndone = () => name): void {
    if (this.#waiters.has(name)) throw new Error(`A shutdown waiter named "${name}" is registered already`)
    this.#waiters.set(name, { fn, describe })
  }

  /**
   * Registers a step that runs after the waiters and before the server closes; a step has 5 s. The step that was
   * registered last runs first, as with `onClose`: streams stay open for steps that still send events.
   */
  beforeServerClose(name: string, fn: BeforeServerClose): void {
    this.#lastSteps.push({ name, fn })
  }

  /** Registers what follows when the process before this one crashed or was killed; before the instance is ready. */
  onPreviousCrash(fn: () => void): void {
    this.#crashListeners.push(fn)
  }

  /** To be called when it is known that the process before this one crashed or was killed. */
  previousHasCrashed(): void {
    for (const listener of this.#crashListeners) listener()
  }

  /** Sets where the figures of the shutdown are kept; call it before the instance is ready. */
  useStore(store: ShutdownStore): void {
    this.#store = store
  }

  /** Sets how many background tasks are active. Their owner calls it in its prepare callback. */
  reportActiveTasks(count: number): void {
    this.#activeTasks = count
  }

  /** Seconds since the shutdown was requested, or 0 when it was not, at `now` on the clock of `performance.now()`. */
  elapsedSeconds(now: number = performance.now()): number {
    return this.#startedAt === undefined ? 0 : Math.max(0, (now - this.#startedAt) / 1000)
  }

  /**
   * Runs everything of a shutdown that comes before the server closes, and leaves the server open. Called again, it
   * joins the sequence that runs or has run. Never rejects.
   */
  prepareShutdown(): Promise<void> {
    if (this.#sequence === undefined) {
      // The flags are set before any callback runs, so that a callback sees them.
      this.#startedAt = performance.now()
      shuttingDown.add(this)
      APPLICATION_SHUTTING_DOWN.set(1)
      this.#sequence = this.#run()
    }
    return this.#sequence
  }

  /** Whether `hurry` was called. */
  get isHurried(): boolean {
    return this.#hurry.signal.aborted
  }

  /**
   * Ends the budget at once: running work is not waited for any more. All other steps of the shutdown still run. Called
   * before a shutdown, it takes effect when one begins.
   */
  hurry(): void {
    this.#hurry.abort()
  }

  /** Calls `fn` when `hurry` is called, or at once if it was. */
  onHurry(fn: () => void): void {
    if (this.isHurried) fn()
    else this.#hurry.signal.addEventListener('abort', fn, { once: true })
  }

  /** Seconds of the budget that are left. */
  remainingSeconds(): number {
    return this.isHurried ? 0 : Math.max(0, this.#budget.seconds - this.elapsedSeconds())
  }

  /** Declares that the instance has closed. */
  finish(): void {
    shuttingDown.delete(this)
    APPLICATION_SHUTTING_DOWN.set(shuttingDown.size > 0 ? 1 : 0)
  }

  async #run(): Promise<void> {
    this.#log.info({ budgetSeconds: this.#budget.seconds }, 'shutting down')
    for (const { name, fn } of this.#prepareCallbacks)
      await this.#runStep('prepare', name, this.remainingSeconds(), fn, this.#hurry.signal)
    const late = await this.#wait()
    if (late.length > 0) this.#tellForced(late)
    for (const { name, fn } of this.#lastSteps.toReversed())
      await this.#runStep('last step', name, LAST_STEP_SECONDS, fn)
  }

  async #runStep(
    phase: string,
    name: string,
    limitSeconds: number,
    fn: () => void | Promise<void>,
    hurry?: AbortSignal,
  ): Promise<void> {
    const result = await runWithin(limitSeconds, fn, hurry)
    if (result.outcome === 'failed') {
      this.#log.error(
        { err: result.error, name, phase },
        `a step of the shutdown failed, and the others follow: ${name}`,
      )
    }
    if (result.outcome === 'timed out') {
      const tooLong = hurry?.aborted ? 'is not waited for any longer' : `took longer than ${round(limitSeconds)} s`
      this.#log.error({ name, phase }, `a step of the shutdown ${tooLong}, and the others follow: ${name}`)
    }
  }

  #tellForced(waiters: readonly string[]): void {
    const fields = { elapsedSeconds: this.elapsedSeconds(), waiters }
    this.#log.error(fields, `forcing shutdown, though not all is done: ${this.#whyForced()}`)
  }

  #whyForced(): string {
    if (this.isHurried) return 'it was told to hurry'
    if (this.remainingSeconds() > CLOCK_SECONDS) return 'what it waits for has failed'
    const { seconds, setting } = this.#budget
    return `the ${round(seconds)} s of ${setting} are over. A larger value gives the work under way more time`
  }

  /** Runs the waiters. @returns the names of those that are not done. */
  async #wait(): Promise<string[]> {
    const remaining = this.remainingSeconds()
    const results = await Promise.all(
      [...this.#waiters].map(async ([name, { fn, describe }]) => ({
        name,
        describe,
        result: await runWithin(remaining, () => fn(remaining), this.#hurry.signal),
      })),
    )
    const late: string[] = []
    for (const { name, describe, result } of results) {
      if (result.outcome === 'done' && result.value) continue
      late.push(name)
      const { outcome } = result
      if (outcome === 'failed') {
        this.#log.warn({ err: result.error, name, outcome }, `the shutdown cannot wait for this, which failed: ${name}`)
      } else {
        this.#log.warn(
          { name, outcome },
          `the shutdown does not wait for this any longer: ${describeSafely(name, describe)}`,
        )
      }
    }
    return late
  }
}

/** A shutdown goes on also when what is only told of it fails. */
function describeSafely(name: string, describe: DescribeUndone): string {
  try {
    return describe()
  } catch {
    return name
  }
}

/** Seconds as people read them. */
function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
