/** A body, or what is said about it in the headers, that cannot be read at all. */
export class UnreadableBodyError extends Error {
  override readonly name = 'UnreadableBodyError'
  readonly statusCode: 400 | 415
  /** What to mend, `details.message` of the answer. */
  readonly hint: string

  constructor(statusCode: 400 | 415, message: string, hint: string) {
    super(message)
    this.statusCode = statusCode
    this.hint = hint
  }
}

/** 400: a body that is declared to be JSON and is none. */
export function invalidJsonBody(hint: string): UnreadableBodyError {
  return new UnreadableBodyError(400, 'Invalid JSON', hint)
}
