import { hash } from 'node:crypto'

/** The hash under which a secret of a device, a code or a token is stored; the secret itself is not. */
export function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
