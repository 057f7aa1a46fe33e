const LONGEST_REASON = 200

/** Text of the identity provider, fit for an answer and a log: one line of printable characters, at most 200. */
export function sanitiseReason(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON)
}

/** Why a request to the provider failed, from the error that lies at the bottom: "connect ECONNREFUSED …". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if (error.cause instanceof Error) return reasonOf(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return sanitiseReason(error.message || error.name)
}
