import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import { AuthenticationError, providerUnavailable } from '../../../plugins/auth/auth-errors.ts'
import { NoKeysError } from './key-set.ts'
import { SIGNATURE_ALGORITHMS } from './token-validator.ts'

export interface IdTokenRules {
  findKey: JWTVerifyGetKey
  issuers: string[]
  clientId: string
  clockSkewSeconds: number
}

/**
 * Verifies an ID token: that this provider issued it, for this client, and for this sign-in.
 *
 * @param nonce that of the sign-in; null for a renewal, whose ID token has none (OpenID Connect Core, section 12.2).
 * @throws AuthenticationError 401, DomainError 503 when there are no keys to verify it with.
 */
export async function verifyIdToken(idToken: string, nonce: string | null, rules: IdTokenRules): Promise<void> {
  const { payload } = await jwtVerify(idToken, rules.findKey, {
    algorithms: SIGNATURE_ALGORITHMS,
    issuer: rules.issuers,
    audience: rules.clientId,
    clockTolerance: rules.clockSkewSeconds,
    requiredClaims: ['iss', 'aud', 'exp', 'sub'],
  }).catch((error: unknown) => {
    throw error instanceof NoKeysError ? providerUnavailable() : new AuthenticationError('The ID token is not valid')
  })
  if (nonce !== null && payload.nonce !== nonce) throw new AuthenticationError('The ID token is of another sign-in')
  const severalAudiences = Array.isArray(payload.aud) && payload.aud.length > 1
  if (severalAudiences && payload.azp !== rules.clientId) {
    throw new AuthenticationError('The ID token was issued to another client')
  }
}
