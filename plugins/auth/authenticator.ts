/** Who sends a request. */
export interface Identity {
  subject: string
  email: string | null
  name: string | null
  /** With the roles that they include, in ascending order. */
  roles: readonly string[]
}

/** What a request carries to say who sends it. Several values mean that one name was sent more than once. */
export interface Credentials {
  /** Values of the access-token cookie. */
  accessCookies: readonly string[]
  /** Token of the `Authorization` header. */
  bearer: string | null
  /** Values of the refresh-token cookie. */
  refreshCookies: readonly string[]
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
  /** Tokens that had to be renewed on the way and belong into the answer's cookies. */
  renewed: TokenSet | null
}

/** Finds out who sends a request. */
export interface Authenticator {
  /**
   * @throws AuthenticationError 401 when nobody valid is named, DomainError 503 when the identity provider is needed
   * and cannot be reached.
   */
  authenticate(credentials: Credentials): Promise<Authentication>
}
