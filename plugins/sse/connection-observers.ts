import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'

/** Called with the id that a page has given its stream. */
export type ConnectionObserver = (requestId: string) => void | Promise<void>

/** Functions that are called when pages connect and disconnect. An error of one affects neither the others nor the page. */
export class ConnectionObservers {
  readonly #log: Pick<Log, 'warn'>
  readonly #connect: ConnectionObserver[] = []
  readonly #disconnect: ConnectionObserver[] = []
  readonly #work = new PendingWork()

  constructor(log: Pick<Log, 'warn'>) {
    this.#log = log
  }

  /** Registers an observer that is called after a connection has been answered, in the order of registration. */
  onConnect(observer: ConnectionObserver): void {
    this.#connect.push(observer)
  }

  onDisconnect(observer: ConnectionObserver): void {
    this.#disconnect.push(observer)
  }

  connected(requestId: string): Promise<void> {
    return this.#work.track(this.#notify(this.#connect, requestId))
  }

  disconnected(requestId: string): Promise<void> {
    return this.#work.track(this.#notify(this.#disconnect, requestId))
  }

  /** Resolves when no observer is running. */
  settled(): Promise<void> {
    return this.#work.settled()
  }

  async #notify(observers: readonly ConnectionObserver[], requestId: string): Promise<void> {
    for (const observer of observers) {
      try {
        await observer(requestId)
      } catch (err) {
        this.#log.warn({ err, requestId }, 'an observer of event streams failed')
      }
    }
  }
}
