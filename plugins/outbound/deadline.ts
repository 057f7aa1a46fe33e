import { isShortage } from '../system-shortage.ts'
import { OutboundError, UNREACHABLE } from './outbound-error.ts'

function findOutboundError(error: unknown): OutboundError | undefined {
  if (error instanceof OutboundError) return error
  return error instanceof Error && error.cause !== undefined ? findOutboundError(error.cause) : undefined
}

/** The time limit of one request, and the messages of its failures. */
export class Deadline {
  /** Aborts at the time limit, or when the caller aborts. */
  readonly signal: AbortSignal
  readonly #timeout: AbortSignal
  readonly #caller: AbortSignal | undefined

  /** @param caller the caller's signal. */
  constructor(milliseconds: number, caller: AbortSignal | undefined) {
    this.#timeout = AbortSignal.timeout(milliseconds)
    this.#caller = caller
    this.signal = caller ? AbortSignal.any([this.#timeout, caller]) : this.#timeout
  }

  /**
   * Turns an error into one whose message has no address of the network; the cause has it, for the log.
   *
   * @param otherwise message for an error of an unknown kind.
   * @returns an OutboundError, the reason of the caller's signal, or the error itself when this system had no file,
   *   socket or memory for the request.
   */
  explain(error: unknown, otherwise: string): unknown {
    if (this.#caller?.aborted) return this.#caller.reason
    const known = findOutboundError(error)
    if (known) return known
    if (isShortage(error)) return error
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
