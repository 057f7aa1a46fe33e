import pLimit, { type LimitFunction } from 'p-limit'
import { DecoderUnavailableError } from './decoder-unavailable.ts'

export interface QueueLimits {
  /** How many calls run at the same time. */
  atATime: number
  /** How many more may wait. */
  waiting: number
  /** How long a call may wait, in milliseconds. */
  waitMs: number
}

/** A queue of work on pictures that bounds how many wait, and how long. */
export class BoundedQueue {
  readonly #limits: QueueLimits
  readonly #limit: LimitFunction

  constructor(limits: QueueLimits) {
    this.#limits = limits
    this.#limit = pLimit(limits.atATime)
  }

  /** @throws DecoderUnavailableError when the queue is full, or the wait was too long; what `work` throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const { waiting, waitMs } = this.#limits
    if (this.#limit.pendingCount >= waiting) throw new DecoderUnavailableError('too many pictures are waiting')
    const latest = performance.now() + waitMs
    return this.#limit(async () => {
      if (performance.now() > latest) throw new DecoderUnavailableError('too many pictures were waiting')
      return work()
    })
  }
}
