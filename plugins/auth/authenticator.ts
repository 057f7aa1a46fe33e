/** Who sends a request. */
export interface Identity {
  subject: string
  email: string | null
  name: string | null
  /** With the roles that they include, in ascending order. */
  roles: readonly string[]
}

/** The credentials of a request. Several values mean that one cookie name was sent more than once. */
export interface Credentials {
  /** Values of the access-token cookie. */
  accessCookies: readonly string[]
  /** Token of the `Authorization` header. */
  bearer: string | null
  /** Values of the refresh-token cookie. */
  refreshCookies: readonly string[]
  /** Address of the client. */
  address: string
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
}

/** Identifies the sender of a request. */
export interface Authenticator {
  /**
   * @throws AuthenticationError 401 without valid credentials, DomainError 503 when the identity provider is needed and
   * cannot be reached.
   */
  authenticate(credentials: Credentials): Promise<Authentication>
}
