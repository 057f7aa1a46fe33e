import { errors, type JWTPayload, jwtVerify } from 'jose'
import { Counter, Histogram } from 'prom-client'
import { providerUnavailable } from '../../../plugins/auth/auth-errors.ts'
import type { Identity } from '../../../plugins/auth/authenticator.ts'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { type KeySet, NoKeysError } from './key-set.ts'
import { identityOf, isSubject } from './token-claims.ts'
import { isAccessToken } from './token-kind.ts'
import { describeTokenProblem, TokenProblem, VALIDATION_STATUSES, type ValidationStatus } from './token-problem.ts'
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.ts'

export const AUTH_VALIDATION_TOTAL = new Counter<'status'>({
  name: 'auth_validation_total',
  help: 'Access-token validations by result',
  labelNames: ['status'],
})
for (const status of VALIDATION_STATUSES) AUTH_VALIDATION_TOTAL.inc({ status }, 0)

export const AUTH_VALIDATION_DURATION_SECONDS = new Histogram({
  name: 'auth_validation_duration_seconds',
  help: 'Duration of a token validation',
  buckets: SHORT_DURATION_BUCKETS,
})

export const SIGNATURE_ALGORITHMS = ['RS256', 'RS384', 'RS512']
/** Longer than any header that reaches the service; a longer token is not decoded. */
const MAX_TOKEN_LENGTH = 32_768

export interface TokenRules {
  /** Accepted values of the claim `iss`. */
  issuers: () => string[]
  audience: string
  clockSkewSeconds: number
}

/** Verifies access tokens: signature, issuer, audience, times and subject. */
export class TokenValidator {
  readonly #keys: KeySet
  readonly #rules: TokenRules
  readonly #verified = new VerifiedTokens()

  constructor(keys: KeySet, rules: TokenRules) {
    this.#keys = keys
    this.#rules = rules
  }

  /**
   * Validates an access token. Every call is counted.
   *
   * @returns the user of the token.
   * @throws TokenProblem when it is not valid, DomainError 503 when there are no keys to verify it with.
   */
  async validate(token: string): Promise<Identity> {
    const start = performance.now()
    let status: ValidationStatus = 'success'
    try {
      return await this.#verify(token)
    } catch (error) {
      if (error instanceof NoKeysError) {
        status = 'error'
        throw providerUnavailable()
      }
      const problem = describeTokenProblem(error)
      status = problem.status
      throw problem
    } finally {
      AUTH_VALIDATION_TOTAL.inc({ status })
      AUTH_VALIDATION_DURATION_SECONDS.observe((performance.now() - start) / 1000)
    }
  }

  /** Counts a validation that fails before a token is read, such as one of several tokens. */
  refuse(reason: string): TokenProblem {
    AUTH_VALIDATION_TOTAL.inc({ status: 'invalid_token' })
    AUTH_VALIDATION_DURATION_SECONDS.observe(0)
    return new TokenProblem('invalid_token', `Invalid token: ${reason}`)
  }

  async #verify(token: string): Promise<Identity> {
    if (token.length > MAX_TOKEN_LENGTH) throw new TokenProblem('invalid_token', 'Invalid token: it is too long')
    const key = this.#verified.keyOf(token)
    const { version } = this.#keys
    const known = this.#keys.isFresh ? this.#verified.get(key, version) : undefined
    if (known !== undefined) {
      this.#checkTimes(known, key)
      return known.identity
    }
    const { payload, protectedHeader } = await jwtVerify(token, this.#keys.find, {
      algorithms: SIGNATURE_ALGORITHMS,
      issuer: this.#rules.issuers(),
      audience: this.#rules.audience,
      clockTolerance: this.#rules.clockSkewSeconds,
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
    })
    if (!isAccessToken(protectedHeader, payload)) {
      throw new TokenProblem('invalid_token', 'Invalid token: it is no access token')
    }
    const verified = this.#read(payload, version)
    this.#checkTimes(verified, key)
    // When the keys have changed meanwhile, the key of this token may have been withdrawn.
    if (this.#keys.version === version) this.#verified.add(key, verified)
    return verified.identity
  }

  #read(payload: JWTPayload, keysVersion: number): VerifiedToken {
    const { sub, exp, iat, nbf } = payload
    if (typeof sub !== 'string' || sub === '') throw new TokenProblem('error', "Token missing 'sub' claim")
    if (!isSubject(sub)) {
      throw new TokenProblem(
        'invalid_token',
        'Invalid token: its subject is too long, or has characters that nobody sees',
      )
    }
    if (exp === undefined || (iat !== undefined && typeof iat !== 'number')) throw new errors.JWTInvalid()
    const identity = identityOf(sub, payload, this.#rules.audience)
    return { identity, expiresAt: exp, validFrom: Math.max(iat ?? 0, nbf ?? 0), keysVersion }
  }

  #checkTimes({ expiresAt, validFrom }: VerifiedToken, key: string): void {
    const now = Math.floor(Date.now() / 1000)
    const { clockSkewSeconds } = this.#rules
    if (expiresAt <= now - clockSkewSeconds) {
      this.#verified.delete(key)
      throw new TokenProblem('expired', 'Token has expired')
    }
    if (validFrom > now + clockSkewSeconds) {
      throw new TokenProblem('invalid_token', 'Invalid token: it is not yet valid')
    }
  }
}
