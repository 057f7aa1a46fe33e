import type { Role } from './roles.ts'
import type { TokenScope } from './token-scopes.ts'

/** A paired device or an access token: what a caller has shown that is not of an identity provider. */
export interface Credential {
  kind: 'device' | 'token'
  id: number
  /** Whom it belongs to; null for the token of somebody whom the identity provider knows. */
  personId: number | null
  /** The one role that it gives, without those that this includes. */
  role: Role
  /** What it is restricted to; null for everything that the role may do. */
  scope: TokenScope | null
}

/** Who sends a request. */
export interface Identity {
  subject: string
  email: string | null
  name: string | null
  /** With the roles that they include, in ascending order. */
  roles: readonly string[]
  /** Not set for tokens of the identity provider. */
  credential?: Credential
}

/** The credentials of a request. Several values mean that one cookie name was sent more than once. */
export interface Credentials {
  /** Values of the access-token cookie. */
  accessCookies: readonly string[]
  /** Token of the `Authorization` header. */
  bearer: string | null
  /** Values of the refresh-token cookie. */
  refreshCookies: readonly string[]
  /** Values of the cookie of a paired device. */
  deviceCookies: readonly string[]
  /** Address of the client. */
  address: string
  /** Whether the same request is looked at once more, and is not counted again. */
  again?: boolean
}

/** Tokens that the identity provider has issued, as they are kept in cookies. */
export interface TokenSet {
  accessToken: string
  /** Lifetime of the access token in seconds. */
  expiresIn: number
  /** Null when the provider issued none. */
  refreshToken: string | null
  /** Lifetime of the refresh and ID tokens in seconds; null when it is not known. */
  refreshExpiresIn: number | null
  idToken: string | null
}

/** Who sends a request; null where sign-in is off and everybody is the local administrator. */
export interface Authentication {
  identity: Identity | null
  /** Tokens that were renewed meanwhile; the answer sets them as cookies. */
  renewed: TokenSet | null
  /** Secret of a paired device whose cookie gets a new lifetime with the answer. */
  renewedDevice?: string
}

/** Identifies the sender of a request. */
export interface Authenticator {
  /**
   * @throws AuthenticationError 401 without valid credentials, DomainError 429 after too many wrong ones of an address,
   * 503 when the identity provider is needed and cannot be reached.
   */
  authenticate(credentials: Credentials): Promise<Authentication>
  /**
   * Another number after each change of anybody's access. What was found out before a change may not hold any more. Not
   * set: nothing that was found out ends before its time.
   */
  readonly accessGeneration?: number
  /**
   * Told, once a request, what became of a valid access token.
   *
   * @param isInScope whether the token is for the route that it was sent to.
   */
  tokenUsed?(scope: TokenScope | null, isInScope: boolean): void
}
