import { isDatabaseLost } from '../../../plugins/database/unavailable.ts'
import type { Log } from '../../../plugins/log.ts'
import type { ProgressUpdate } from './progress.ts'

export interface ProgressSenderParts {
  /** Sends one update. */
  deliver: (update: ProgressUpdate) => Promise<void>
  taskId: string
  log: Pick<Log, 'warn' | 'debug'>
}

/** Sends the progress of a task, one update after another. What is sent after the database was lost is only the newest. */
export class ProgressSender {
  readonly #parts: ProgressSenderParts
  #waiting: ProgressUpdate[] = []
  #sending: Promise<void> | null = null
  #isFailing = false

  constructor(parts: ProgressSenderParts) {
    this.#parts = parts
  }

  send(update: ProgressUpdate): void {
    this.#waiting.push(update)
    this.#sending ??= this.#sendAll()
  }

  /** Resolves when everything so far has been sent, or could not be. */
  async sent(): Promise<void> {
    await this.#sending
  }

  async #sendAll(): Promise<void> {
    for (let update = this.#waiting.shift(); update !== undefined; update = this.#waiting.shift()) {
      try {
        await this.#parts.deliver(update)
        this.#isFailing = false
      } catch (err) {
        // An outage is told once, and not with each update.
        const tell = this.#isFailing ? 'debug' : 'warn'
        this.#parts.log[tell]({ err, taskId: this.#parts.taskId }, 'the progress of a task was not sent')
        this.#isFailing = true
        if (isDatabaseLost(err)) this.#waiting.splice(0, this.#waiting.length - 1)
      }
    }
    this.#sending = null
  }
}
