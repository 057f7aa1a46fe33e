import { randomUUID } from 'node:crypto'

/**
 * A UUID of version 7 (RFC 9562): later ones sort after earlier ones, so an index of them grows at its end. Its random
 * part is that of a UUID of version 4, for which Node.js keeps random bytes ready; the variant is the same.
 */
export function uuidV7(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const random = randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`
}
