const MAX_LENGTH = 200

/** Text of the identity provider for answers and logs: one line of printable characters, at most 200. */
export function sanitiseReason(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
}

/** Why a request to the provider failed, from the innermost cause: "connect ECONNREFUSED …". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if (error.cause instanceof Error) return reasonOf(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return sanitiseReason(error.message || error.name)
}
