import { Logger } from 'graphile-worker'
import { failureFields } from '../../../plugins/database/failure-fields.ts'
import type { Log } from '../../../plugins/log.ts'

/** What the queue hangs on its messages: the error that one is about, by either name. */
interface QueueMeta {
  error?: unknown
  fatalError?: unknown
}

/**
 * Says what the job queue has failed with, in words of the service. The queue itself would tell an outage of the database with
 * each of its tries, and print the stacks of errors.
 */
export class QueueLog {
  readonly #log: Pick<Log, 'warn' | 'debug'>
  #isOut = false
  #isQuiet = false

  constructor(log: Pick<Log, 'warn' | 'debug'>) {
    this.#log = log
  }

  /** For the queue's own messages. */
  get logger(): Logger {
    return new Logger(() => (level, message, meta) => {
      if (level === 'error') this.#failed(message, meta ?? {})
      else this.#log.debug(message)
    })
  }

  /** To be called with what has broken a connection of the queue. */
  broke(error: unknown): void {
    this.#tellOutage(error)
  }

  /** To be called when the queue has been read. */
  works(): void {
    this.#isOut = false
  }

  /** Tells nothing more: whatever fails at the end is part of it. */
  hush(): void {
    this.#isQuiet = true
  }

  #failed(message: string, { error, fatalError = error }: QueueMeta): void {
    this.#log.debug(message)
    if (this.#isQuiet || fatalError === undefined) return
    const fields = failureFields(fatalError)
    if ('reason' in fields) this.#tellOutage(fatalError)
    else this.#log.warn(fields, 'a step of the job queue failed; it is tried again')
  }

  #tellOutage(error: unknown): void {
    if (this.#isQuiet || this.#isOut) return
    this.#isOut = true
    this.#log.warn(failureFields(error), 'a connection to the job queue broke: tasks wait until there is another one')
  }
}
