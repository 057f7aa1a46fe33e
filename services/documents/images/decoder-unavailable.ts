/**
 * A picture was not decoded, and it is unknown whether it can be: the queue was full, decoding took too long, or the
 * decoder could not be started. Another try may work.
 */
export class DecoderUnavailableError extends Error {
  override readonly name = 'DecoderUnavailableError'
  /** Whether decoding was begun and ended at its time limit. */
  readonly tookTooLong: boolean

  constructor(message: string, { cause, tookTooLong = false }: { cause?: unknown; tookTooLong?: boolean } = {}) {
    super(message, { cause })
    this.tookTooLong = tookTooLong
  }
}
