import type { Log } from '../log.ts'

const LIMIT_MS = 10_000

/**
 * Sees whether what one connection notifies reaches another. Behind a pooler that mixes sessions it does not, and
 * nothing else would say so.
 */
export class SelfTest {
  readonly #notify: (token: string) => Promise<unknown>
  readonly #log: Pick<Log, 'warn'>
  #token: string | undefined
  #limit: NodeJS.Timeout | undefined

  /** @param notify sends a token to this process, on another connection than the one that listens. */
  constructor(notify: (token: string) => Promise<unknown>, log: Pick<Log, 'warn'>) {
    this.#notify = notify
    this.#log = log
  }

  /** Sends a token, and warns when it does not come back. */
  start(token: string): void {
    this.stop()
    this.#token = token
    // A database that cannot be reached is reported by others.
    this.#notify(token).then(
      () => this.#expect(token),
      () => {},
    )
  }

  received(token: string): void {
    if (token === this.#token) this.stop()
  }

  stop(): void {
    this.#token = undefined
    clearTimeout(this.#limit)
  }

  #expect(token: string): void {
    if (this.#token !== token) return
    this.#limit = setTimeout(() => {
      this.#log.warn(
        'NOTIFY does not arrive: pages get no events, and tasks may run twice. A connection pooler in transaction or' +
          ' statement mode cannot stand between the service and PostgreSQL; name the server itself in DATABASE_URL, or' +
          ' let the pooler keep sessions',
      )
    }, LIMIT_MS)
    this.#limit.unref()
  }
}
