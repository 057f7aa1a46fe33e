import { allowInsecureRequests, ClientSecretPost, type Configuration, customFetch, discovery } from 'openid-client'
import { tolerantFetch } from './tolerant-fetch.ts'

/** Longest time for one request to the identity provider, in seconds. */
export const PROVIDER_TIMEOUT_SECONDS = 10

/** The identity provider, from its discovery document. */
export interface Provider {
  configuration: Configuration
  /** Accepted values of the claim `iss`. */
  issuers: readonly string[]
  jwksUri: string
  endSessionEndpoint: string | null
}

export interface DiscoveryRequest {
  issuerUrl: string
  clientId: string
  clientSecret: string
  /** Logs a problem of the configuration that an operator should fix. */
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
export async function discoverProvider({
  issuerUrl,
  clientId,
  clientSecret,
  warn,
}: DiscoveryRequest): Promise<Provider> {
  const address = new URL(`${withoutTrailingSlash(issuerUrl)}/.well-known/openid-configuration`)
  const configuration = await discovery(address, clientId, undefined, ClientSecretPost(clientSecret), {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    // Inside a cluster the provider may be reached without TLS; the operator decides, by the scheme of the issuer.
    execute: address.protocol === 'http:' ? [allowInsecureRequests] : [],
  })
  configuration[customFetch] = tolerantFetch
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
    jwksUri: jwks_uri,
    endSessionEndpoint: end_session_endpoint ?? null,
  }
}
