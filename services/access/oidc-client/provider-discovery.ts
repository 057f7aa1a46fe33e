import { setTimeout as delay } from 'node:timers/promises'
import type { Provider } from './provider.ts'
import { reasonOf } from './reason.ts'

/** Seconds before each of the first attempts. */
const FIRST_DELAYS = [0, 1, 3]
/** Seconds before the attempts after those: doubling, up to the greatest. */
const LATER_DELAYS = [1, 2, 4, 8, 16, 30]

/** The log for the outcome. */
export interface DiscoveryLog {
  info(message: string): void
  error(message: string): void
}

/** One discovery of the identity provider for the whole process, repeated until it succeeds. */
export class ProviderDiscovery {
  readonly #discover: () => Promise<Provider>
  readonly #log: DiscoveryLog
  readonly #attempted: ((provider: Provider | null) => void)[] = []
  readonly #stopped = new AbortController()
  #provider: Provider | null = null

  constructor(discover: () => Promise<Provider>, log: DiscoveryLog) {
    this.#discover = discover
    this.#log = log
  }

  /** Null until the provider has been discovered. */
  get provider(): Provider | null {
    return this.#provider
  }

  /** Calls `listener` after each attempt, with the provider, or with null after a failure. */
  onAttempt(listener: (provider: Provider | null) => void): void {
    this.#attempted.push(listener)
  }

  /** Starts the attempts in the background. @returns resolves when the first one has succeeded or failed. */
  async start(): Promise<void> {
    const first = Promise.withResolvers<void>()
    void this.#repeat(first.resolve)
    await first.promise
  }

  /** Ends the attempts. */
  stop(): void {
    this.#stopped.abort()
  }

  async #repeat(firstOver: () => void): Promise<void> {
    const { signal } = this.#stopped
    for (let attempt = 0; !signal.aborted; attempt++) {
      const seconds = FIRST_DELAYS[attempt] ?? LATER_DELAYS[attempt - FIRST_DELAYS.length] ?? LATER_DELAYS.at(-1) ?? 0
      await delay(seconds * 1000, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted) break
      const done = await this.#attempt(attempt + 1)
      firstOver()
      if (done) return
    }
    firstOver()
  }

  async #attempt(count: number): Promise<boolean> {
    try {
      this.#provider = await this.#discover()
      this.#log.info(`the identity provider was discovered at attempt ${count}`)
    } catch (error) {
      if (count === FIRST_DELAYS.length) {
        this.#log.error(`Failed to discover OIDC endpoints after ${count} attempts: ${reasonOf(error)}`)
      }
    }
    for (const listener of this.#attempted) listener(this.#provider)
    return this.#provider !== null
  }
}
