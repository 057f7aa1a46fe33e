import { AuthenticationError, providerUnavailable } from '../../../plugins/auth/auth-errors.ts'
import type { Authentication, Authenticator, Credentials, TokenSet } from '../../../plugins/auth/authenticator.ts'
import { ACCESS_TOKEN_PREFIX } from '../../../plugins/auth/bearer.ts'
import { expandRoles } from '../../../plugins/auth/roles.ts'
import type { TokenScope } from '../../../plugins/auth/token-scopes.ts'
import type { Callers } from '../caller-memory/callers.ts'
import type { OidcClient } from '../oidc-client/oidc-client.ts'
import type { Provider } from '../oidc-client/provider.ts'
import { TokenRequestError } from '../oidc-client/token-request.ts'
import { verifyIdToken } from './id-token.ts'
import type { KeySet } from './key-set.ts'
import type { SessionRenewal } from './session-renewal.ts'
import type { TestSessions } from './test-sessions.ts'
import { TokenProblem } from './token-problem.ts'
import type { TokenValidator } from './token-validator.ts'

/** The client id of this service at the identity provider, and the tolerance for its clock. */
export interface AuthSettings {
  clientId: string
  clockSkewSeconds: number
}

export interface AuthParts {
  /** Who devices and access tokens belong to; null while sign-in is off. */
  callers: Callers | null
  /** Null unless people sign in with an identity provider. */
  client: OidcClient | null
  keys: KeySet
  validator: TokenValidator
  /** Null unless people sign in with an identity provider. */
  renewal: SessionRenewal | null
  /** Null unless the service runs for tests of the front end. */
  testSessions: TestSessions | null
  settings: AuthSettings
  /** Logs a warning for operators. */
  warn: (message: string) => void
}

/** Identifies the sender of a request, and renews a browser's tokens at the identity provider. */
export class AuthService implements Authenticator {
  readonly testSessions: TestSessions | null
  readonly #parts: AuthParts

  constructor(parts: AuthParts) {
    this.#parts = parts
    this.testSessions = parts.testSessions
  }

  /** Whether people have to sign in. */
  get isEnabled(): boolean {
    return this.#parts.callers !== null
  }

  get accessGeneration(): number {
    return this.#parts.callers?.memory.generation ?? 0
  }

  async authenticate(credentials: Credentials): Promise<Authentication> {
    const user = this.#testUser(credentials)
    if (user) return { identity: { ...user, roles: expandRoles(user.roles) }, renewed: null }
    const { callers, client } = this.#parts
    if (callers === null) return { identity: null, renewed: null }
    if (client === null) return this.#own(callers, credentials)
    const { accessCookies, bearer, address, again } = credentials
    if (accessCookies.length === 0 && bearer?.startsWith(ACCESS_TOKEN_PREFIX)) {
      return { identity: await callers.token(bearer, address, again), renewed: null }
    }
    const provider = this.requireProvider()

    const token = this.#accessToken(credentials)
    // With several refresh tokens none is trusted: another site of the same domain may have set one.
    const [refreshToken, ...others] = credentials.refreshCookies
    const renewable = others.length === 0 ? refreshToken : undefined
    if (token !== null) {
      try {
        return { identity: await this.#parts.validator.validate(token), renewed: null }
      } catch (error) {
        if (!(error instanceof TokenProblem)) throw error
        if (error.status !== 'expired' || renewable === undefined) throw new AuthenticationError(error.message)
      }
    }
    if (renewable === undefined) throw new AuthenticationError('No valid token provided')
    return this.#renew(provider, renewable, credentials.address)
  }

  tokenUsed(scope: TokenScope | null, isInScope: boolean): void {
    this.#parts.callers?.countUse(scope, isInScope)
  }

  /** @throws DomainError 503 until the provider has been discovered. */
  requireProvider(): Provider {
    const { provider } = this.#parts.client ?? { provider: null }
    if (provider === null) throw providerUnavailable()
    return provider
  }

  /** Verifies the tokens of a sign-in or a renewal. @throws AuthenticationError 401, DomainError 503. */
  async accept(provider: Provider, tokens: TokenSet, nonce: string | null): Promise<Authentication> {
    const { keys, validator, settings } = this.#parts
    if (tokens.idToken !== null) {
      const rules = { ...settings, findKey: keys.find, issuers: [...provider.issuers] }
      await verifyIdToken(tokens.idToken, nonce, rules)
    }
    try {
      return { identity: await validator.validate(tokens.accessToken), renewed: tokens }
    } catch (error) {
      throw error instanceof TokenProblem ? new AuthenticationError(error.message) : error
    }
  }

  /** Who sends a request where people have paired devices. A device counts before a token. */
  async #own(callers: Callers, { deviceCookies, bearer, address, again }: Credentials): Promise<Authentication> {
    if (deviceCookies.length > 0) {
      const { secret, identity, renew } = await callers.oneDevice(deviceCookies, address)
      return { identity, renewed: null, ...(renew && { renewedDevice: secret }) }
    }
    if (!bearer?.startsWith(ACCESS_TOKEN_PREFIX)) throw new AuthenticationError('No valid token provided')
    return { identity: await callers.token(bearer, address, again), renewed: null }
  }

  #testUser({ accessCookies }: Credentials) {
    const { testSessions } = this.#parts
    return accessCookies.map((token) => testSessions?.find(token)).find((user) => user !== undefined)
  }

  #accessToken({ accessCookies, bearer }: Credentials): string | null {
    const [token, ...others] = accessCookies
    if (others.length === 0) return token ?? bearer
    throw new AuthenticationError(this.#parts.validator.refuse('there are several access-token cookies').message)
  }

  async #renew(provider: Provider, refreshToken: string, address: string): Promise<Authentication> {
    const { renewal } = this.#parts
    if (renewal === null) throw providerUnavailable()
    try {
      const tokens = await renewal.renew(provider, refreshToken, address)
      return await this.accept(provider, tokens, null)
    } catch (error) {
      if (!(error instanceof TokenRequestError)) throw error
      this.#parts.warn(`Failed to refresh access token: ${error.message}`)
      if (!error.refused) throw providerUnavailable()
      throw new AuthenticationError('Session expired, please login again', { endsSession: true })
    }
  }
}
