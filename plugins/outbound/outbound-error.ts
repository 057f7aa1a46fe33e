/** Why a fetch failed: the guard refused the address, or another error. */
export type FailedOutcome = 'blocked' | 'error'

/**
 * The same message for an address that is refused and for a server that does not answer, so that the message says nothing
 * about names and machines in the network around the service.
 */
export const UNREACHABLE = 'no server on the Internet could be reached there'

/** A fetch failed. `message` is the kind of failure, without details of the network around the service. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly outcome: FailedOutcome

  constructor(message: string, outcome: FailedOutcome = 'error', options?: ErrorOptions) {
    super(message, options)
    this.outcome = outcome
  }
}
