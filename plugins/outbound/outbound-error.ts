/** What became of a fetch that brought nothing: the guard refused the address, or it failed. */
export type FailedOutcome = 'blocked' | 'error'

/**
 * Said of an address that is refused just as of one where nobody answers, so that nobody learns from it which names and
 * machines there are in the network around the service.
 */
export const UNREACHABLE = 'no server on the Internet could be reached there'

/** Something was not fetched. `message` names the kind of failure and nothing of the network behind the service. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly outcome: FailedOutcome

  constructor(message: string, outcome: FailedOutcome = 'error', options?: ErrorOptions) {
    super(message, options)
    this.outcome = outcome
  }
}
