import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'

/** Is told of a connection by the id that its page has given it. */
export type ConnectionObserver = (requestId: string) => void | Promise<void>

/** Who wants to know when pages connect and disconnect. One that fails disturbs neither the others nor the page. */
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
    return this.#work.track(this.#tell(this.#connect, requestId))
  }

  disconnected(requestId: string): Promise<void> {
    return this.#work.track(this.#tell(this.#disconnect, requestId))
  }

  /** Resolves when no observer is at work. */
  settled(): Promise<void> {
    return this.#work.settled()
  }

  async #tell(observers: readonly ConnectionObserver[], requestId: string): Promise<void> {
    for (const observer of observers) {
      try {
        await observer(requestId)
      } catch (err) {
        this.#log.warn({ err, requestId }, 'an observer of event streams failed')
      }
    }
  }
}
