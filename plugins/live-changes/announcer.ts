import type { Change } from '../database/change.ts'
import { failureFields } from '../database/failure-fields.ts'
import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'
import { MergedChanges } from './merged-changes.ts'
import { Pace } from './pace.ts'

/** Changes of this process are announced so often at most. */
const EVERY_MS = 50
const RETRY_MS = 500

/**
 * Announces what this process has changed, after the commits and apart from them: a transaction that notifies holds a
 * lock of the whole server until it is on disk, so writers that notified would be committed one after another.
 */
export class ChangeAnnouncer {
  readonly #send: (message: string) => Promise<unknown>
  readonly #log: Pick<Log, 'warn'>
  readonly #pace = new Pace(EVERY_MS, () => void this.#work.track(this.#announce()))
  readonly #work = new PendingWork()
  #waiting = new MergedChanges()
  #retry: NodeJS.Timeout | undefined
  #isStopped = false

  /** @param send tells all replicas, this one included. */
  constructor(send: (message: string) => Promise<unknown>, log: Pick<Log, 'warn'>) {
    this.#send = send
    this.#log = log
  }

  /** Has changes announced within a moment. */
  add(changes: Iterable<Omit<Change, 'id'> & { id: string | null }>): void {
    for (const change of changes) this.#waiting.add(change)
    if (!this.#waiting.isEmpty && !this.#isStopped) this.#pace.wake()
  }

  /** Announces what is waiting, and nothing any more afterwards. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#pace.stop()
    clearTimeout(this.#retry)
    await this.#work.settled()
    await this.#announce()
    clearTimeout(this.#retry)
  }

  async #announce(): Promise<void> {
    if (this.#waiting.isEmpty) return
    const sent = this.#waiting
    this.#waiting = new MergedChanges()
    const message = sent.message()
    try {
      await this.#send(JSON.stringify(message))
    } catch (error) {
      this.#log.warn(failureFields(error), 'changes could not be announced; trying again')
      const { operation_id: operationId = null } = message
      for (const change of message.changes) this.#waiting.add({ ...change, operationId })
      if (this.#isStopped) return
      this.#retry = setTimeout(() => this.#pace.wake(), RETRY_MS)
      this.#retry.unref()
    }
  }
}
