import { OutboundError, UNREACHABLE } from './outbound-error.ts'

function findOutboundError(error: unknown): OutboundError | undefined {
  if (error instanceof OutboundError) return error
  return error instanceof Error && error.cause !== undefined ? findOutboundError(error.cause) : undefined
}

/** How long one request may take in all, and what its failures are called. */
export class Deadline {
  /** Ends the request: its time is over, or whoever asked for it does not want it any more. */
  readonly signal: AbortSignal
  readonly #timeout: AbortSignal
  readonly #caller: AbortSignal | undefined

  /** @param caller the signal of whoever asked. */
  constructor(milliseconds: number, caller: AbortSignal | undefined) {
    this.#timeout = AbortSignal.timeout(milliseconds)
    this.#caller = caller
    this.signal = caller ? AbortSignal.any([this.#timeout, caller]) : this.#timeout
  }

  /**
   * Says what kind of failure it was; which address was tried stays in the cause, for the log.
   *
   * @param otherwise what an error that nothing is known of is called.
   * @returns an OutboundError, or the reason of the caller's signal.
   */
  explain(error: unknown, otherwise: string): unknown {
    if (this.#caller?.aborted) return this.#caller.reason
    const known = findOutboundError(error)
    if (known) return known
    const message = this.#timeout.aborted ? 'the download took too long' : otherwise
    return new OutboundError(message, 'error', { cause: error })
  }

  /** Waits for the beginning of an answer. */
  async untilAnswered<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw this.explain(error, UNREACHABLE)
    }
  }

  /** Passes the bytes of an answer on. */
  async *whileReading(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body
    } catch (error) {
      throw this.explain(error, 'the answer broke off or is damaged')
    }
  }
}
