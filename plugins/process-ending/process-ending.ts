import type { FastifyInstance } from 'fastify'
import { explainFailure } from './explain-failure.ts'

/** Signals that ask the process to end: of a supervisor, of Ctrl-C and Ctrl-\, of a terminal that closes. */
export const ENDING_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'] as const

/** A signal that follows the first one sooner is the same wish: a terminal, npm and a supervisor each pass it on. */
const SAME_WISH_SECONDS = 3
/** What the steps after the work under way may take, before the process is ended by force. */
const CLOSE_SECONDS = 30
/** The same after a signal that hurries. */
const HURRIED_CLOSE_SECONDS = 15
/** How long a process that has closed may live on before it is ended. */
const AFTERLIFE_MS = 5000

const secondsSince = (moment: number) => (performance.now() - moment) / 1000

/**
 * Ends the process in order: on a signal, after an error that nobody has caught, and when its start has failed.
 * Whatever comes first begins one sequence, which closes the instance; what comes later joins it.
 */
export class ProcessEnding {
  #instance: FastifyInstance | undefined
  #listens = false
  #exitCode = 0
  #beganAt: number | undefined
  #limit: NodeJS.Timeout | undefined

  /** Takes over the signals of the process, before anything is started that a signal could leave behind. */
  constructor() {
    for (const signal of ENDING_SIGNALS) process.on(signal, () => this.#signalled(signal))
    process.on('uncaughtException', (error) => this.#crashed(error))
  }

  /** Whether the end has begun. */
  get hasBegun(): boolean {
    return this.#beganAt !== undefined
  }

  /** Says what is to be closed. Call it before the first plugin is registered. */
  closes(instance: FastifyInstance): void {
    this.#instance = instance
    instance.addHook('onListen', async () => {
      this.#listens = true
    })
    // Registered first, so it runs last. A drain closes the instance without a signal.
    instance.addHook('onClose', async () => {
      setTimeout(() => process.exit(), AFTERLIFE_MS).unref()
    })
  }

  /** Begins the end; resolves never, for the process ends with it. The first exit code that is not 0 counts. */
  begin(exitCode: number): Promise<never> {
    if (this.#exitCode === 0) this.#exitCode = exitCode
    if (this.#beganAt === undefined) {
      this.#beganAt = performance.now()
      this.#limitTo(this.#budgetSeconds() + CLOSE_SECONDS)
      void this.#close()
    }
    return new Promise(() => {})
  }

  /** What the work under way may take. An instance without settings has started nothing. */
  #budgetSeconds(): number {
    const instance = this.#instance
    return instance?.hasDecorator('config') ? instance.config.gracefulShutdownTimeout : 0
  }

  async #close(): Promise<void> {
    try {
      await this.#instance?.close()
    } catch (err) {
      this.#instance?.log.fatal({ err }, 'the service could not be closed in order')
      if (this.#exitCode === 0) this.#exitCode = 1
    }
    process.exit(this.#exitCode)
  }

  #signalled(signal: NodeJS.Signals): void {
    if (this.#beganAt === undefined) void this.begin(0)
    else if (secondsSince(this.#beganAt) >= SAME_WISH_SECONDS) this.#hurry(signal)
  }

  #hurry(signal: NodeJS.Signals): void {
    const instance = this.#instance
    if (!instance?.hasDecorator('lifecycle') || instance.lifecycle.isHurried) return
    instance.log.warn({ signal }, 'the shutdown is hurried by a second signal')
    this.#limitTo(HURRIED_CLOSE_SECONDS)
    instance.lifecycle.hurry()
  }

  #crashed(error: Error): void {
    // What fails because a start is ended is no news.
    if (this.hasBegun && !this.#listens) return
    if (this.#listens) this.#instance?.log.fatal({ err: error }, 'an error that nobody has caught: the process ends')
    else console.error(explainFailure(error))
    void this.begin(1)
  }

  #limitTo(seconds: number): void {
    clearTimeout(this.#limit)
    this.#limit = setTimeout(() => {
      this.#instance?.log.fatal({ seconds }, 'the service did not close in time: the process ends by force')
      process.exit(1)
    }, seconds * 1000)
  }
}
