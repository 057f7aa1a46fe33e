import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthenticationError, accessDenied } from './auth-errors.ts'
import type { Authenticator, Credentials, Identity } from './authenticator.ts'
import { bearerToken } from './bearer.ts'
import { type AuthCookies, cookieValues } from './cookies.ts'
import { ROLES, type Role } from './roles.ts'

/** Identifies the sender of a request, updates the browser's cookies, and checks roles. */
export class AuthGate {
  readonly cookies: AuthCookies
  readonly #authenticator: Authenticator

  constructor(authenticator: Authenticator, cookies: AuthCookies) {
    this.#authenticator = authenticator
    this.cookies = cookies
  }

  /** The credentials in the headers of a request. */
  credentialsOf({
    cookie,
    authorization,
  }: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>): Omit<Credentials, 'address'> {
    return {
      accessCookies: cookieValues(cookie, this.cookies.accessName),
      bearer: bearerToken(authorization),
      refreshCookies: cookieValues(cookie, this.cookies.refreshName),
    }
  }

  /**
   * Identifies the sender of a request, and stores the result as `request.identity`. An expired access token is renewed
   * with the refresh token; the answer carries the new cookies, whatever its status is.
   *
   * @returns null where sign-in is off.
   * @throws AuthenticationError 401, DomainError 503.
   */
  async identify(request: FastifyRequest, reply: FastifyReply): Promise<Identity | null> {
    try {
      const { identity, renewed } = await this.#authenticator.authenticate({
        ...this.credentialsOf(request.headers),
        address: request.ip,
      })
      request.identity = identity
      request.log.debug({ subject: identity?.subject }, 'the caller was identified')
      if (renewed !== null) {
        this.cookies.setTokens(reply, renewed)
        request.log.info({ subject: identity?.subject }, 'the session was renewed')
      }
      return identity
    } catch (error) {
      if (error instanceof AuthenticationError && error.endsSession) this.cookies.clearTokens(reply)
      throw error
    }
  }

  /**
   * Identifies the user by headers that a gateway has forwarded. The `Authorization` header takes precedence over the
   * cookie. Tokens are not renewed, because the new cookies could not be sent to the browser.
   *
   * @returns null where sign-in is off.
   * @throws AuthenticationError 401, DomainError 503.
   */
  async identifyForwarded(headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>): Promise<Identity | null> {
    const { accessCookies, bearer } = this.credentialsOf(headers)
    const credentials = { accessCookies: bearer === null ? accessCookies : [], bearer, refreshCookies: [], address: '' }
    return (await this.#authenticator.authenticate(credentials)).identity
  }

  /** Requires that the sender of a request has the role. @throws AuthenticationError 401, DomainError 403 and 503. */
  async demand(role: Role, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const identity = await this.identify(request, reply)
    if (identity !== null) demandRole(identity, role)
  }
}

/** @throws DomainError 403 when none of the roles is one of the service's. */
export function demandAnyRole({ roles }: Identity): void {
  if (!ROLES.some((role) => roles.includes(role))) throw accessDenied('No recognized role -- access denied')
}

function demandRole(identity: Identity, role: Role): void {
  if (identity.roles.includes(role)) return
  demandAnyRole(identity)
  throw accessDenied(`Insufficient permissions - requires one of: ${role}`)
}
