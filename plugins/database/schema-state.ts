import type { FastifyBaseLogger } from 'fastify'
import { repeat } from '../repeat.ts'
import { failureFields } from './failure-fields.ts'

const LOOK_SECONDS = 1
/** Between two looks while the database cannot be reached. */
const MOST_SECONDS = 5

/**
 * Whether the database has every migration that this version knows. While migrations are pending, what works in the
 * background waits; one line of the log says so. A database that has been up to date stays so.
 */
export class SchemaState {
  readonly #countPending: () => Promise<number>
  readonly #log: Pick<FastifyBaseLogger, 'warn' | 'info'>
  readonly #arrived = Promise.withResolvers<void>()
  readonly #looking = repeat(LOOK_SECONDS, () => this.#look(), { mostSeconds: MOST_SECONDS })
  #isCurrent = false
  #isWaiting = false

  /** @param countPending how many migrations the database lacks; rejects when that cannot be read. */
  constructor(countPending: () => Promise<number>, log: Pick<FastifyBaseLogger, 'warn' | 'info'>) {
    this.#countPending = countPending
    this.#log = log
  }

  /** False as well while the database has not been reached. */
  get isCurrent(): boolean {
    return this.#isCurrent
  }

  /**
   * Looks again and again, until the schema is up to date.
   *
   * @param atOnce whether this waits for a first look; a database that cannot be reached would take its time.
   */
  async watch(atOnce: boolean): Promise<void> {
    if (atOnce)
      await this.#look().catch((error) =>
        this.#log.warn(failureFields(error), 'the migrations of the database cannot be read; trying again'),
      )
    if (!this.#isCurrent) this.#looking.start(() => {})
  }

  stop(): Promise<void> {
    return this.#looking.stop()
  }

  /**
   * Calls `start` now, or, while migrations are pending, as soon as they are applied; then this does not wait for it. An
   * instance that closes before never calls it.
   */
  async startWith(start: () => unknown): Promise<void> {
    if (!this.#isWaiting) await start()
    else void this.#arrived.promise.then(start)
  }

  async #look(): Promise<void> {
    if (this.#isCurrent) return
    const pending = await this.#countPending()
    if (pending > 0) {
      if (!this.#isWaiting) {
        this.#log.warn({ pending }, 'migrations are pending: requests and background work wait until they are applied')
      }
      this.#isWaiting = true
      return
    }
    this.#isCurrent = true
    if (this.#isWaiting) this.#log.info('the migrations are applied: background work begins')
    this.#isWaiting = false
    this.#arrived.resolve()
    void this.#looking.stop()
  }
}
