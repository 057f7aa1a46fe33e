import { allowInsecureRequests, type Configuration, discovery } from 'openid-client'

/** Longest time for one request to the identity provider, in seconds. */
export const PROVIDER_TIMEOUT_SECONDS = 10

/** What the identity provider says about itself. */
export interface Provider {
  configuration: Configuration
  /** Issuer names that its tokens may carry. */
  issuers: readonly string[]
  tokenEndpoint: string
  jwksUri: string
  endSessionEndpoint: string | null
}

export interface DiscoveryRequest {
  issuerUrl: string
  clientId: string
  /** Told what an operator should mend though it works. */
  warn: (message: string) => void
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function issuersOf(discovered: string, configured: string, warn: (message: string) => void): string[] {
  if (discovered === configured) return [configured]
  if (withoutTrailingSlash(discovered) !== withoutTrailingSlash(configured)) {
    throw new Error(`its document names the issuer ${discovered} instead of ${configured}`)
  }
  warn(`The identity provider writes its issuer ${discovered}: set OIDC_ISSUER_URL to exactly that`)
  return [configured, discovered]
}

/**
 * Reads the provider's discovery document.
 *
 * @throws Error when it cannot be read, names another issuer, or lacks an endpoint that signing in needs.
 */
export async function discoverProvider({ issuerUrl, clientId, warn }: DiscoveryRequest): Promise<Provider> {
  const address = new URL(`${withoutTrailingSlash(issuerUrl)}/.well-known/openid-configuration`)
  const configuration = await discovery(address, clientId, undefined, undefined, {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    // Inside a cluster the provider may be reached without TLS; the operator decides, by the scheme of the issuer.
    execute: address.protocol === 'http:' ? [allowInsecureRequests] : [],
  })
  const metadata = configuration.serverMetadata()
  const { authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint } = metadata
  const issuers = issuersOf(metadata.issuer, issuerUrl, warn)
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) {
    const required = { authorization_endpoint, token_endpoint, jwks_uri }
    const missing = Object.entries(required).flatMap(([name, value]) => (value ? [] : [name]))
    throw new Error(`its document lacks ${missing.join(', ')}`)
  }
  return {
    configuration,
    issuers,
    tokenEndpoint: token_endpoint,
    jwksUri: jwks_uri,
    endSessionEndpoint: end_session_endpoint ?? null,
  }
}
