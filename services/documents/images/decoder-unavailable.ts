/**
 * A picture was not decoded, and nothing is known of it: its turn did not come, it took too long, or the decoder could
 * not be started. Another try may work.
 */
export class DecoderUnavailableError extends Error {
  override readonly name = 'DecoderUnavailableError'
  /** Whether it was tried, and given up for the time it took. */
  readonly tookTooLong: boolean

  constructor(message: string, { cause, tookTooLong = false }: { cause?: unknown; tookTooLong?: boolean } = {}) {
    super(message, { cause })
    this.tookTooLong = tookTooLong
  }
}
