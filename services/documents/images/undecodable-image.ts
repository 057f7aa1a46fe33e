/** The bytes are no picture that can be decoded within the limits. `message` is the reason, fit for users. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError'
}
