import pLimit, { type LimitFunction } from 'p-limit'
import { DecoderUnavailableError } from './decoder-unavailable.ts'

export interface QueueLimits {
  /** How many pieces of work run at the same time. */
  atATime: number
  /** How many more may wait. */
  waiting: number
  /** How long one may wait, in milliseconds. */
  waitMs: number
}

/** Work on pictures that takes its turn: the line has an end, and so has the wait. */
export class BoundedQueue {
  readonly #limits: QueueLimits
  readonly #turns: LimitFunction

  constructor(limits: QueueLimits) {
    this.#limits = limits
    this.#turns = pLimit(limits.atATime)
  }

  /** @throws DecoderUnavailableError when the line is full, or the turn comes too late; what `work` throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const { waiting, waitMs } = this.#limits
    if (this.#turns.pendingCount >= waiting) throw new DecoderUnavailableError('too many pictures are waiting')
    const latest = performance.now() + waitMs
    return this.#turns(async () => {
      if (performance.now() > latest) throw new DecoderUnavailableError('too many pictures were waiting')
      return work()
    })
  }
}
