import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthenticationError, accessDenied } from './auth-errors.ts'
import type { Authentication, Authenticator, Credentials, Identity } from './authenticator.ts'
import { bearerToken } from './bearer.ts'
import { type AuthCookies, cookieValues } from './cookies.ts'
import type { DeviceCookie } from './device-cookie.ts'
import { ROLES, type Role } from './roles.ts'
import type { ScopedRoutes } from './token-scopes.ts'

/** Which routes a restricted token may call whatever it is restricted to. */
const OPEN_TO_EVERY_SCOPE: ReadonlySet<string> = new Set(['GET /api/auth/self'])

type Headers = Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>

export interface AuthGateParts {
  authenticator: Authenticator
  cookies: AuthCookies
  deviceCookie: DeviceCookie
  scopes: ScopedRoutes
}

/** Identifies the sender of a request, updates the browser's cookies, and checks roles. */
export class AuthGate {
  readonly cookies: AuthCookies
  readonly deviceCookie: DeviceCookie
  readonly #authenticator: Authenticator
  readonly #scopes: ScopedRoutes

  constructor({ authenticator, cookies, deviceCookie, scopes }: AuthGateParts) {
    this.#authenticator = authenticator
    this.cookies = cookies
    this.deviceCookie = deviceCookie
    this.#scopes = scopes
  }

  /** The credentials in the headers of a request, save those of a paired device. */
  credentialsOf({ cookie, authorization }: Headers): Omit<Credentials, 'address' | 'deviceCookies'> {
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
   * @throws AuthenticationError 401, DomainError 403 for a token that is restricted to other routes, 429, 503.
   */
  async identify(request: FastifyRequest, reply: FastifyReply): Promise<Identity | null> {
    try {
      const generation = this.#authenticator.accessGeneration ?? 0
      const authentication = await this.#authenticator.authenticate(this.#sentWith(request, false))
      const { identity } = authentication
      request.log.debug({ subject: identity?.subject, credential: identity?.credential }, 'the caller was identified')
      this.#renew(request, reply, authentication)
      if (identity !== null) this.#demandScope(identity, request, false)
      request.identity = identity
      request.accessGeneration = generation
      return identity
    } catch (error) {
      if (error instanceof AuthenticationError && error.endsSession) this.#clear(request, reply)
      throw error
    }
  }

  /**
   * Identifies the user by headers that a gateway has forwarded. The `Authorization` header takes precedence over the
   * cookie. Tokens are not renewed, because the new cookies could not be sent to the browser.
   *
   * @returns null where sign-in is off.
   * @throws AuthenticationError 401, DomainError 403, 429 and 503.
   */
  async identifyForwarded(headers: IncomingHttpHeaders): Promise<Identity | null> {
    const { accessCookies, bearer } = this.credentialsOf(headers)
    const hasBearer = bearer !== null
    const { identity } = await this.#authenticator.authenticate({
      accessCookies: hasBearer ? [] : accessCookies,
      bearer,
      refreshCookies: [],
      deviceCookies: hasBearer ? [] : this.deviceCookie.readForwarded(headers),
      address: '',
    })
    const { kind, scope = null } = identity?.credential ?? {}
    if (kind === 'token') this.#authenticator.tokenUsed?.(scope, scope === null)
    if (scope !== null) throw outOfScope(scope)
    return identity
  }

  /**
   * Sees that the sender of a request still has the access with which it began, where somebody's access has changed since:
   * before what came in slowly is carried out, and before what only they may know is told.
   *
   * @throws AuthenticationError 401, DomainError 403 or 503.
   */
  async demandStill(request: FastifyRequest): Promise<void> {
    const { access } = request.routeOptions.config
    if (access === undefined || access === 'public' || !this.hasChanged(request)) return
    request.identity = null
    const generation = this.#authenticator.accessGeneration ?? 0
    const { identity } = await this.#authenticator.authenticate(this.#sentWith(request, true))
    if (identity !== null) {
      this.#demandScope(identity, request, true)
      demandRole(identity, access)
    }
    request.identity = identity
    request.accessGeneration = generation
  }

  /** Whether access has changed since the sender of a request was identified by something revocable. */
  hasChanged({ identity, accessGeneration }: FastifyRequest): boolean {
    return identity?.credential !== undefined && accessGeneration !== this.#authenticator.accessGeneration
  }

  /** Requires that the sender of a request has the role. @throws AuthenticationError 401, DomainError 403, 429, 503. */
  async demand(role: Role, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const identity = await this.identify(request, reply)
    if (identity !== null) demandRole(identity, role)
  }

  /** @param again whether the same request is looked at once more. */
  #sentWith(request: FastifyRequest, again: boolean): Credentials {
    return {
      ...this.credentialsOf(request.headers),
      deviceCookies: this.deviceCookie.read(request),
      // To find it takes a while, and most ways to sign in do not ask for it.
      get address() {
        return request.ip
      },
      again,
    }
  }

  #renew(request: FastifyRequest, reply: FastifyReply, authentication: Authentication): void {
    const { identity, renewed, renewedDevice } = authentication
    if (renewedDevice !== undefined) this.deviceCookie.set(request, reply, renewedDevice)
    if (renewed === null) return
    this.cookies.setTokens(reply, renewed)
    request.log.info({ subject: identity?.subject }, 'the session was renewed')
  }

  /** The one cookie of a device that has ended stays: another tab may have paired the browser anew meanwhile. */
  #clear(request: FastifyRequest, reply: FastifyReply): void {
    const { length } = this.deviceCookie.read(request)
    if (length > 1) this.deviceCookie.clear(request, reply)
    else if (length === 0) this.cookies.clearTokens(reply)
  }

  #demandScope({ credential }: Identity, { method, routeOptions }: FastifyRequest, again: boolean): void {
    const scope = credential?.scope ?? null
    const route = `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`
    const isInScope = scope === null || OPEN_TO_EVERY_SCOPE.has(route) || this.#scopes[scope].has(route)
    if (credential?.kind === 'token' && !again) this.#authenticator.tokenUsed?.(scope, isInScope)
    if (scope !== null && !isInScope) throw outOfScope(scope)
  }
}

function outOfScope(scope: string) {
  return accessDenied(`This access token is for ${scope} only`)
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
