import { hash } from 'node:crypto'

/** The hash under which a token is stored, because the token itself must not be. */
export function hashOfToken(token: string): string {
  return hash('sha256', token, 'base64url')
}
