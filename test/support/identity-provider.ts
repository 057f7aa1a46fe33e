import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { type AdapterFactory, Provider } from 'oidc-provider'
import type { SettingsOverrides } from '../../plugins/config/index.ts'
import { providerStorage } from './provider-storage.ts'
import type { Teardown } from './test-database.ts'

export const CLIENT_ID = 'inventory'
export const CLIENT_SECRET = 'the-secret-of-the-client'
const SECRET_KEY = 'the key of the service, not for anything else'

/** The accounts of the provider, with the roles that their tokens carry. */
const ACCOUNTS: Readonly<Record<string, string[]>> = {
  rosa: ['reader'],
  eddie: ['editor'],
  ada: ['admin'],
  nobody: ['visitor'],
}

type Gate = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>
type SigningKey = Awaited<ReturnType<typeof createKey>>

async function createKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } }
}

function createProvider(
  issuer: string,
  keys: readonly SigningKey[],
  adapter: AdapterFactory,
  options: ProviderOptions,
): RequestListener {
  const provider = new Provider(issuer, {
    adapter,
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${options.baseurl}/api/auth/callback`],
        post_logout_redirect_uris: [`${options.baseurl}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: ['not a secret'] },
    scopes: ['openid', 'profile', 'email'],
    claims: { profile: ['name'], email: ['email'] },
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Name of ${id}`, email: `${id}@example.com` }),
    }),
    extraTokenClaims: (_context, token) => {
      const id = 'accountId' in token ? String(token.accountId) : ''
      return { name: `Name of ${id}`, email: `${id}@example.com`, realm_access: { roles: ACCOUNTS[id] ?? [] } }
    },
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      revocation: { enabled: options.revokes ?? true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:inventory',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid profile email',
          audience: CLIENT_ID,
          accessTokenFormat: 'jwt',
          accessTokenTTL: options.accessTokenSeconds ?? 300,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: { RefreshToken: 3600, IdToken: 300, Session: 3600, Grant: 3600, Interaction: 300 },
  })
  return provider.callback()
}

export interface ProviderOptions {
  /** Where the application's browsers come from. */
  baseurl: string
  accessTokenSeconds?: number
  /** Whether it can revoke tokens; default true. */
  revokes?: boolean
  /** Whether it answers from the start on; default true. */
  up?: boolean
  /** Decides what happens to requests, from the start on. */
  gate?: Gate
}

/** A certified provider behind a server that can be made slow, broken or absent. */
export class IdentityProvider {
  readonly issuer: string
  /** Paths that were asked for, in order, without their queries. */
  readonly requests: string[] = []
  /** Decides what happens to a request before the provider sees it; false when it has been dealt with. */
  gate: Gate = () => true
  keys: SigningKey[] = []
  readonly #options: ProviderOptions
  readonly #storage = providerStorage()
  #listener: RequestListener = (_request, response) => response.destroy()

  constructor(issuer: string, options: ProviderOptions) {
    this.issuer = issuer
    this.#options = options
  }

  /** Settings of a service that lets people sign in here. */
  get settings(): SettingsOverrides {
    return {
      oidcEnabled: true,
      oidcIssuerUrl: this.issuer,
      oidcClientId: CLIENT_ID,
      oidcClientSecret: CLIENT_SECRET,
      secretKey: SECRET_KEY,
      baseurl: this.#options.baseurl,
    }
  }

  /** Replaces the signing keys by new ones. The provider itself goes on: its grants and tokens stay. */
  async rotateKeys(kid: string): Promise<void> {
    this.keys = [await createKey(kid)]
    this.#listener = createProvider(this.issuer, this.keys, this.#storage, this.#options)
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(request.url?.split('?', 1)[0] ?? '')
    if (await this.gate(request, response)) this.#listener(request, response)
  }

  /** Counts the requests for a path so far. */
  count(path: string): number {
    return this.requests.filter((each) => each === path).length
  }

  /** An access token as the provider would issue it, with claims and header of the test's own. */
  async sign(claims: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const [key] = this.keys
    if (key === undefined) throw new Error('the provider has no key')
    const now = Math.floor(Date.now() / 1000)
    const usual = { iss: this.issuer, aud: CLIENT_ID, sub: 'eddie', iat: now, exp: now + 300 }
    const payload = { ...usual, realm_access: { roles: ['editor'] }, ...claims }
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header }).sign(key.privateKey)
  }
}

/** Has every connection to the provider broken off, as when it is down. */
export const DOWN: Gate = (request) => {
  request.socket.destroy()
  return false
}

/** Starts an identity provider. It ends with the test. */
export async function startIdentityProvider(t: Teardown, options: ProviderOptions): Promise<IdentityProvider> {
  const server = createServer((request, response) => void provider.handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider does not listen')
  const provider = new IdentityProvider(`http://127.0.0.1:${address.port}`, options)
  if (options.up === false) provider.gate = DOWN
  else if (options.gate) provider.gate = options.gate
  await provider.rotateKeys('first')
  return provider
}
