import { createHash, timingSafeEqual } from 'node:crypto'

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/**
 * Whether an `Authorization` header is exactly `Bearer <key>`. The time it takes tells nothing about the key.
 * An empty key matches nothing.
 */
export function carriesKey(authorization: string | undefined, key: string): boolean {
  const matches = timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${key}`))
  return matches && key !== ''
}
