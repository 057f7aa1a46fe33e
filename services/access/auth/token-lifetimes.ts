import { decodeJwt } from 'jose'
import type { TokenSet } from '../../../plugins/auth/authenticator.ts'
import type { TokenResponse } from '../oidc-client/token-request.ts'

function secondsLeft(token: string): number | null {
  try {
    const { exp } = decodeJwt(token)
    return exp === undefined ? null : Math.max(0, exp - Math.floor(Date.now() / 1000))
  } catch {
    return null
  }
}

/** Days for which something is kept about a token whose expiry cannot be read. */
const MAX_DAYS = 90
const DAY_SECONDS = 86_400

/** Days for which something has to be kept about a token: until it expires, at most 90. */
export function daysToKeep(token: string): number {
  return Math.min(MAX_DAYS, (secondsLeft(token) ?? Number.POSITIVE_INFINITY) / DAY_SECONDS)
}

/**
 * The tokens of an answer with the lifetimes of their cookies. The expiry of a refresh token is read without verifying the
 * token: only the provider can verify it, and only the lifetime of the cookie depends on it.
 *
 * @param usedRefreshToken the one that was used, which remains valid when the answer has no other.
 */
export function toTokenSet(response: TokenResponse, usedRefreshToken: string | null = null): TokenSet {
  const inUse = response.refresh_token ?? usedRefreshToken
  return {
    accessToken: response.access_token,
    expiresIn: response.expires_in,
    refreshToken: response.refresh_token,
    refreshExpiresIn: (inUse === null ? null : secondsLeft(inUse)) ?? response.refresh_expires_in,
    idToken: response.id_token,
  }
}
