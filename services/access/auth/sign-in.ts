import { randomNonce, randomPKCECodeVerifier } from 'openid-client'
import { AuthenticationError } from '../../../plugins/auth/auth-errors.ts'
import type { Identity, TokenSet } from '../../../plugins/auth/authenticator.ts'
import { type DomainError, invalidRequest } from '../../../plugins/errors/domain-error.ts'
import type { OidcClient } from '../oidc-client/oidc-client.ts'
import { sanitiseReason } from '../oidc-client/reason.ts'
import { MISSING_ACCESS_TOKEN, TokenRequestError, type TokenResponse } from '../oidc-client/token-request.ts'
import type { AuthService } from './auth-service.ts'
import { hashOfState, type LoginStates } from './login-states.ts'
import { safeRedirect } from './redirect.ts'
import type { SessionRenewal } from './session-renewal.ts'
import { toTokenSet } from './token-lifetimes.ts'

export interface SignInParts {
  /** Null unless people sign in with an identity provider. */
  client: OidcClient | null
  auth: AuthService
  /** Null unless people sign in with an identity provider. */
  renewal: SessionRenewal | null
  states: LoginStates
  /** Public origin of the application, without a slash at the end. */
  baseurl: string
  /** Whether nobody has said where the service is: its origin is then the one that a request has come to. */
  isAnywhere: boolean
  /** The page that takes pairing codes, where people have paired devices; else null. */
  pairPath: string | null
  /** Whether browsers may return without the cookie that binds a sign-in to them, as in another site's frame. */
  cookiesMayBeBlocked: boolean
}

/** Parameters of the identity provider's redirect back to the service. */
export interface CallbackParameters {
  code?: string | undefined
  state?: string | undefined
  iss?: string | undefined
  error?: string | undefined
  error_description?: string | undefined
}

export interface StartedSignIn {
  /** Where the browser is redirected. */
  url: string
  /** Identifies the sign-in; null where a device is paired instead. The browser keeps it as a cookie, which shows that this browser began the sign-in. */
  stateHash: string | null
}

export interface CompletedSignIn {
  identity: Identity
  tokens: TokenSet
  /** The page to return to. */
  redirect: string
}

export interface SignOut {
  /** The page to return to. */
  redirect: string | undefined
  /** The origin that the request has come to. */
  reached: string
  /** The hint for the provider's own sign-out. */
  idToken: string | null
  refreshTokens: readonly string[]
  /** Of the browser. */
  address: string
}

function invalidRedirect(): DomainError {
  return invalidRequest('Invalid redirect URL - external redirects not allowed')
}

/** Signing in and out with the identity provider: authorization-code flow with PKCE. */
export class SignIn {
  readonly #parts: SignInParts

  constructor(parts: SignInParts) {
    this.#parts = parts
  }

  /**
   * Begins a sign-in.
   *
   * @param redirect the page to return to.
   * @param reached the origin that the request has come to.
   * @throws DomainError 400 while sign-in is off or for an address of another origin, 503 without a provider.
   */
  async begin(redirect: string | undefined, reached: string): Promise<StartedSignIn> {
    const { pairPath } = this.#parts
    const client = pairPath === null ? this.#requireClient() : null
    if (!redirect) throw invalidRequest("Missing required 'redirect' parameter")
    const target = safeRedirect(redirect, this.#origin(reached))
    if (target === null) throw invalidRedirect()
    if (client === null) return { url: `${pairPath}?redirect=${encodeURIComponent(target)}`, stateHash: null }
    const provider = this.#parts.auth.requireProvider()
    const [codeVerifier, nonce] = [randomPKCECodeVerifier(), randomNonce()]
    const state = await this.#parts.states.seal({ codeVerifier, nonce, redirect: target })
    return {
      url: await client.authorizationUrl(provider, { state, nonce, codeVerifier }),
      stateHash: hashOfState(state),
    }
  }

  /**
   * Completes a sign-in.
   *
   * @param begun hashes of the sign-ins that this browser began; null when it has sent no cookie with them.
   * @throws DomainError 400 for parameters that are not those of a sign-in of this browser, AuthenticationError 401
   * when the provider refuses or its tokens are not valid, DomainError 503 without a provider.
   */
  async complete(parameters: CallbackParameters, begun: readonly string[] | null): Promise<CompletedSignIn> {
    const client = this.#requireClient()
    const { code, state: sealed, iss, error } = parameters
    if (error) throw new AuthenticationError(sanitiseReason(parameters.error_description || error))
    if (!code) throw invalidRequest("Missing 'code' parameter in callback")
    if (!sealed) throw invalidRequest("Missing 'state' parameter in callback")
    this.#checkBrowser(sealed, begun)
    const provider = this.#parts.auth.requireProvider()
    const { codeVerifier, nonce, redirect } = await this.#parts.states.use(sealed)
    // Some providers name themselves, so that answers of other providers can be detected (RFC 9207).
    if (iss && !provider.issuers.includes(iss)) throw new AuthenticationError('The answer is of another provider')

    const response = await client.exchangeCode(provider, code, codeVerifier).catch(exchangeFailed)
    const tokens = toTokenSet(response)
    const { identity } = await this.#parts.auth.accept(provider, tokens, nonce)
    if (identity === null) throw new AuthenticationError('No valid token provided')
    if (tokens.refreshToken !== null) await this.#parts.renewal?.confirm(tokens.refreshToken)
    return { identity, tokens, redirect }
  }

  /**
   * Signs a browser out. Never fails because of the provider.
   *
   * @returns where the browser is redirected.
   * @throws DomainError 400 for an address of another origin.
   */
  async end({
    redirect,
    reached,
    idToken,
    refreshTokens,
    address,
  }: SignOut): Promise<{ url: string; providerMissing: boolean }> {
    const target = this.pageAfter(redirect, reached)
    const { client, renewal } = this.#parts
    if (client === null) return { url: target, providerMissing: false }
    await renewal?.end(refreshTokens, address)
    if (client.provider === null) return { url: target, providerMissing: true }
    return { url: client.endSessionUrl(client.provider, target, idToken) ?? target, providerMissing: false }
  }

  /**
   * The page to return to after signing out.
   *
   * @param reached the origin that the request has come to.
   * @throws DomainError 400 for an address of another origin.
   */
  pageAfter(redirect: string | undefined, reached: string): string {
    const target = safeRedirect(redirect || '/', this.#origin(reached))
    if (target === null) throw invalidRedirect()
    return target
  }

  #origin(reached: string): string {
    return this.#parts.isAnywhere && URL.canParse(reached) ? reached : this.#parts.baseurl
  }

  #requireClient(): OidcClient {
    const { client } = this.#parts
    if (client === null) throw invalidRequest('Authentication is not enabled')
    return client
  }

  #checkBrowser(sealed: string, begun: readonly string[] | null): void {
    const known = begun === null ? this.#parts.cookiesMayBeBlocked : begun.includes(hashOfState(sealed))
    if (!known) throw invalidRequest('Invalid or expired authentication state')
  }
}

function exchangeFailed(error: unknown): TokenResponse {
  if (!(error instanceof TokenRequestError)) throw error
  const missing = error.message === MISSING_ACCESS_TOKEN
  const refusal = new AuthenticationError(
    missing ? error.message : `Failed to exchange authorization code: ${error.message}`,
  )
  refusal.cause = error
  throw refusal
}
