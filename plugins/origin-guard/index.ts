import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { bearerToken } from '../auth/bearer.ts'
import { cookieValues } from '../auth/cookies.ts'
import { DeviceCookie } from '../auth/device-cookie.ts'
import { DomainError } from '../errors/domain-error.ts'
import { KnownHosts } from './host-rules.ts'
import { KnownOrigins } from './origin-rules.ts'

function unknownHost(): DomainError {
  return new DomainError(
    403,
    'HOST_NOT_ALLOWED',
    'The service does not answer to this host name',
    'Set BASEURL to the address that browsers use, or add the host name to ALLOWED_HOSTS',
  )
}

/** 403: a page of another origin has sent the request. */
export function foreignOrigin(): DomainError {
  return new DomainError(
    403,
    'ORIGIN_NOT_ALLOWED',
    'A page of another origin may not change anything here',
    'Add the origin to CORS_ORIGINS if its pages belong to this service',
  )
}

/**
 * Keeps pages of other sites out. Where no sign-in protects the service, it answers only to names that are known to be
 * its own, so that a name which leads to this machine for a moment opens nothing. What changes something is refused to
 * pages of other origins, as far as a browser would add something of its own to it: its cookies, or its place behind
 * the firewall. A bearer token cannot be added by another site.
 *
 * Register it before the plugins that answer something.
 */
async function originGuard(app: FastifyInstance): Promise<void> {
  const { authMode, baseurl, corsOrigins, allowedHosts, oidcCookieName, oidcRefreshCookieName } = app.config
  const trusted = [baseurl, ...corsOrigins]
  const webSites = trusted.filter((origin) => /^https?:/i.test(origin))
  const sessionCookies = authMode === 'own' ? DeviceCookie.names : [oidcCookieName, oidcRefreshCookieName]
  const hosts = new KnownHosts([...allowedHosts, ...webSites.flatMap((origin) => URL.parse(origin)?.host ?? [])])
  const origins = new KnownOrigins(trusted)

  function isKnownHost({ headers, host, socket }: FastifyRequest): boolean {
    // Both what a proxy was asked for and what it asks for; HTTP/1.0 has neither, and browsers speak it no more.
    return [headers.host, host].every((name) => !name || hosts.includes(name, socket?.localAddress))
  }

  function carriesSession({ headers: { cookie, authorization } }: FastifyRequest): boolean {
    const isSignedIn = sessionCookies.some((name) => cookieValues(cookie, name).length > 0)
    // Pairing gives a browser a session: a page of another site must not be able to give it one of its own.
    return isSignedIn || (authMode !== 'oidc' && bearerToken(authorization) === null)
  }

  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, host, protocol } = request
    if (authMode === 'open' && !isKnownHost(request)) return done(unknownHost())
    const fetchSite = headers['sec-fetch-site']?.toString()
    const isForeign = origins.refuses({ method, origin: headers.origin, fetchSite, host, protocol })
    done(isForeign && carriesSession(request) ? foreignOrigin() : undefined)
  })
}

export default fp(originGuard, { name: 'origin-guard', fastify: '5.x', dependencies: ['config'] })
