/** The bytes are no picture that can be decoded within the limits. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError'
}
