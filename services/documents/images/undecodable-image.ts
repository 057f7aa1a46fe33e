/** The bytes are not a picture that can be decoded within the limits. `message` is the reason, for users. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError'
}
