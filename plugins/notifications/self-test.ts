import type { Log } from '../log.ts'

/** So long a notification may take before the server is asked what became of it. */
const PATIENCE_MS = 1000

export interface SelfTestOptions {
  /** Sends a token to this process, on another connection than the one that listens. */
  notify: (token: string) => Promise<unknown>
  log: Pick<Log, 'warn'>
}

/**
 * Sees whether what one connection notifies reaches another. Behind a pooler that mixes sessions it does not, and
 * nothing else would say so.
 */
export class SelfTest {
  readonly #options: SelfTestOptions
  #token: string | undefined
  #patience: NodeJS.Timeout | undefined
  /** Each new connection is tested, and what is true of all of them is told once. */
  #hasWarned = false

  constructor(options: SelfTestOptions) {
    this.#options = options
  }

  /**
   * Sends a token, and warns when it does not come back.
   *
   * @param ask runs a statement on the connection that listens. The server sends what it has for a connection before it
   *   answers a statement, so a process that is busy is not taken for one that gets nothing.
   */
  start(token: string, ask: () => Promise<unknown>): void {
    this.stop()
    this.#token = token
    // A database that cannot be reached is reported by others.
    this.#options.notify(token).then(
      () => this.#expect(token, ask),
      () => {},
    )
  }

  received(token: string): void {
    if (token !== this.#token) return
    this.stop()
    this.#hasWarned = false
  }

  stop(): void {
    this.#token = undefined
    clearTimeout(this.#patience)
  }

  #expect(token: string, ask: () => Promise<unknown>): void {
    if (this.#token !== token) return
    this.#patience = setTimeout(() => {
      ask().then(
        () => this.#judge(token),
        () => {},
      )
    }, PATIENCE_MS)
    this.#patience.unref()
  }

  #judge(token: string): void {
    if (this.#token !== token) return
    this.stop()
    if (this.#hasWarned) return
    this.#hasWarned = true
    this.#options.log.warn(
      'NOTIFY does not arrive: pages get no events, and tasks may run twice. A connection pooler in transaction or' +
        ' statement mode cannot stand between the service and PostgreSQL; name the server itself in DATABASE_URL, or' +
        ' let the pooler keep sessions',
    )
  }
}
