const BYTES = 16

/** A name that nothing else has. `crypto.randomUUID` is only on pages with HTTPS, and a phone may come without. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
