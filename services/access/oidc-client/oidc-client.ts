import { buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, tokenRevocation } from 'openid-client'
import { Counter } from 'prom-client'
import type { Provider } from './provider.ts'
import type { ProviderDiscovery } from './provider-discovery.ts'
import { requestTokens, type TokenResponse } from './token-request.ts'

export const OIDC_TOKEN_EXCHANGE_TOTAL = new Counter<'status'>({
  name: 'oidc_token_exchange_total',
  help: 'Authorization-code exchanges',
  labelNames: ['status'],
})

export const AUTH_TOKEN_REFRESH_TOTAL = new Counter<'status'>({
  name: 'auth_token_refresh_total',
  help: 'Token refreshes',
  labelNames: ['status'],
})

for (const status of ['success', 'failed']) {
  OIDC_TOKEN_EXCHANGE_TOTAL.inc({ status }, 0)
  AUTH_TOKEN_REFRESH_TOTAL.inc({ status }, 0)
}

export interface OidcClientSettings {
  /** Separated by spaces. */
  scopes: string
  /** Public origin of the application, without a slash at the end. */
  baseurl: string
  /** Prefix of its addresses in browsers, without a slash at the end. */
  basePath: string
}

export interface AuthorizationRequest {
  state: string
  nonce: string
  codeVerifier: string
}

/** This service as a confidential client of the identity provider. */
export class OidcClient {
  readonly #settings: OidcClientSettings
  readonly #discovery: ProviderDiscovery

  constructor(settings: OidcClientSettings, discovery: ProviderDiscovery) {
    this.#settings = settings
    this.#discovery = discovery
  }

  /** The provider's metadata; null until it has been discovered. */
  get provider(): Provider | null {
    return this.#discovery.provider
  }

  /** Calls `listener` after each attempt to discover the provider, with the provider, or with null after a failure. */
  onDiscoveryAttempt(listener: (provider: Provider | null) => void): void {
    this.#discovery.onAttempt(listener)
  }

  get #redirectUri(): string {
    return `${this.#settings.baseurl}${this.#settings.basePath}/api/auth/callback`
  }

  /** The address at which a browser signs in. */
  async authorizationUrl(provider: Provider, { state, nonce, codeVerifier }: AuthorizationRequest): Promise<string> {
    return buildAuthorizationUrl(provider.configuration, {
      response_type: 'code',
      redirect_uri: this.#redirectUri,
      scope: this.#settings.scopes,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    }).href
  }

  /** The address at which a browser ends its session at the provider; null when the provider has none. */
  endSessionUrl(provider: Provider, returnTo: string, idToken: string | null): string | null {
    if (provider.endSessionEndpoint === null) return null
    const target = returnTo.startsWith('/') ? `${this.#settings.baseurl}${returnTo}` : returnTo
    return buildEndSessionUrl(provider.configuration, {
      post_logout_redirect_uri: target,
      ...(idToken !== null && { id_token_hint: idToken }),
    }).href
  }

  /** Exchanges the code of a sign-in for tokens. @throws TokenRequestError */
  async exchangeCode(provider: Provider, code: string, codeVerifier: string): Promise<TokenResponse> {
    const parameters = { code, redirect_uri: this.#redirectUri, code_verifier: codeVerifier }
    return this.#count(
      OIDC_TOKEN_EXCHANGE_TOTAL,
      requestTokens(provider.configuration, 'authorization_code', parameters),
    )
  }

  /** Renews the tokens of a session. @throws TokenRequestError */
  async refresh(provider: Provider, refreshToken: string): Promise<TokenResponse> {
    const parameters = { refresh_token: refreshToken }
    return this.#count(AUTH_TOKEN_REFRESH_TOTAL, requestTokens(provider.configuration, 'refresh_token', parameters))
  }

  /** Revokes a refresh token, if the provider supports that (RFC 7009). @throws Error */
  async revoke({ configuration }: Provider, refreshToken: string): Promise<void> {
    if (configuration.serverMetadata().revocation_endpoint === undefined) return
    await tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' })
  }

  async #count(counter: Counter<'status'>, request: Promise<TokenResponse>): Promise<TokenResponse> {
    const tokens = await request.catch((error: unknown) => {
      counter.inc({ status: 'failed' })
      throw error
    })
    counter.inc({ status: 'success' })
    return tokens
  }
}
