import type { JWTHeaderParameters, JWTPayload } from 'jose'

/** Media types of access tokens (RFC 9068) and of tokens of an unspecified kind (RFC 7519). */
const HEADER_TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt'])
/** Claims that only ID tokens and logout tokens have. */
const OTHER_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'] as const

/** `application/at+jwt` is `at+jwt` (RFC 7515, section 4.1.9). */
function typeName(type: unknown): string | null {
  return typeof type === 'string' ? type.toLowerCase().replace(/^application\//, '') : null
}

/**
 * Whether a verified token may be an access token. A provider signs its ID tokens and logout tokens with the same key, and
 * they have the same client as their audience.
 *
 * Keycloak has a claim for the kind of a token; in old versions of it access tokens have a nonce, too.
 */
export function isAccessToken({ typ: header }: JWTHeaderParameters, claims: JWTPayload): boolean {
  const type = typeName(header)
  if (header !== undefined && (type === null || !HEADER_TYPES.has(type))) return false
  if (claims.events !== undefined) return false
  if (claims.typ !== undefined) return typeName(claims.typ) === 'bearer'
  return type === 'at+jwt' || OTHER_CLAIMS.every((name) => claims[name] === undefined)
}
