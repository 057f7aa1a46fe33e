/** How each access token of this service begins. */
export const ACCESS_TOKEN_PREFIX = 'inv_'

/**
 * The token of an `Authorization` header of exactly two words, of which the first is `Bearer` in any case. The service's
 * own access tokens may follow the word `Token` as well, which some programs send.
 */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  const [scheme = '', token, ...rest] = authorization.trim().split(/\s+/)
  if (token === undefined || rest.length > 0) return null
  const isBearer = scheme.toLowerCase() === 'bearer'
  return isBearer || (scheme.toLowerCase() === 'token' && token.startsWith(ACCESS_TOKEN_PREFIX)) ? token : null
}
