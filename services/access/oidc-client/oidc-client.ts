import { buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge } from 'openid-client'
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
  clientId: string
  clientSecret: string
  /** Separated by spaces. */
  scopes: string
  /** Public origin of the application, without a slash at the end. */
  baseurl: string
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

  /** What the provider says about itself; null until it has been discovered. */
  get provider(): Provider | null {
    return this.#discovery.provider
  }

  /** Has `listener` told about each attempt to discover the provider: the provider, or null for a failure. */
  onDiscoveryAttempt(listener: (provider: Provider | null) => void): void {
    this.#discovery.onAttempt(listener)
  }

  get #redirectUri(): string {
    return `${this.#settings.baseurl}/api/auth/callback`
  }

  /** Where a browser goes to sign in. */
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

  /** Where a browser goes to end its session at the provider as well; null when the provider has no such address. */
  endSessionUrl(provider: Provider, returnTo: string, idToken: string | null): string | null {
    if (provider.endSessionEndpoint === null) return null
    const target = returnTo.startsWith('/') ? `${this.#settings.baseurl}${returnTo}` : returnTo
    return buildEndSessionUrl(provider.configuration, {
      post_logout_redirect_uri: target,
      ...(idToken !== null && { id_token_hint: idToken }),
    }).href
  }

  /** Turns the code of a sign-in into tokens. @throws TokenRequestError */
  async exchangeCode(provider: Provider, code: string, codeVerifier: string): Promise<TokenResponse> {
    return this.#request(provider, OIDC_TOKEN_EXCHANGE_TOTAL, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.#redirectUri,
      code_verifier: codeVerifier,
    })
  }

  /** Renews the tokens of a session. @throws TokenRequestError */
  async refresh(provider: Provider, refreshToken: string): Promise<TokenResponse> {
    return this.#request(provider, AUTH_TOKEN_REFRESH_TOTAL, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })
  }

  async #request(
    provider: Provider,
    counter: Counter<'status'>,
    grant: Record<string, string>,
  ): Promise<TokenResponse> {
    const { clientId, clientSecret } = this.#settings
    const form = { ...grant, client_id: clientId, client_secret: clientSecret }
    const tokens = await requestTokens(provider.tokenEndpoint, form).catch((error: unknown) => {
      counter.inc({ status: 'failed' })
      throw error
    })
    counter.inc({ status: 'success' })
    return tokens
  }
}
