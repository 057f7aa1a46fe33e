/** A start that cannot go on, for a reason that the message tells people in plain words, with what to do about it. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
