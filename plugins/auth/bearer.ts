/** The token of an `Authorization` header of exactly two words, of which the first is `Bearer` in any case. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  const [scheme, token, ...rest] = authorization.trim().split(/\s+/)
  return scheme?.toLowerCase() === 'bearer' && token !== undefined && rest.length === 0 ? token : null
}
