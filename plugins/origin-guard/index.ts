import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { bearerToken } from '../auth/bearer.ts'
import { cookieValues } from '../auth/cookies.ts'
import { DeviceCookie } from '../auth/device-cookie.ts'
import { UNSET_BASEURL } from '../config/unset-baseurl.ts'
import { DomainError } from '../errors/domain-error.ts'
import { KnownHosts } from './host-rules.ts'
import { KnownOrigins } from './origin-rules.ts'
import { findListeningProblem, Reach } from './reach.ts'

function closedAddress(): DomainError {
  return new DomainError(
    403,
    'ADDRESS_NOT_ALLOWED',
    'The service answers only to its own machine as it is set up now',
    'Let it listen on 127.0.0.1, or set up a sign-in (AUTH_MODE); its log says more',
  )
}

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
 * Keeps out what comes to an address that the settings open to nobody, and pages of other sites. Where no sign-in protects the service, it answers only to names that are known to be
 * its own, so that a name which leads to this machine for a moment opens nothing. What changes something is refused to
 * pages of other origins, as far as a browser would add something of its own to it: its cookies, or its place behind
 * the firewall. A bearer token cannot be added by another site.
 *
 * Register it before the plugins that answer something.
 */
async function originGuard(app: FastifyInstance): Promise<void> {
  const { authMode, baseurl, corsOrigins, allowedHosts, oidcCookieName, oidcRefreshCookieName } = app.config
  // With paired devices the service is wherever it is reached: what nobody has set is not its address.
  const isAnywhere = authMode === 'own' && baseurl === UNSET_BASEURL
  const trusted = [baseurl, ...corsOrigins].filter((origin) => !isAnywhere || origin !== UNSET_BASEURL)
  const webSites = trusted.filter((origin) => /^https?:/i.test(origin))
  const sessionCookies = authMode === 'own' ? DeviceCookie.names : [oidcCookieName, oidcRefreshCookieName]
  const hosts = new KnownHosts([...allowedHosts, ...webSites.flatMap((origin) => URL.parse(origin)?.host ?? [])])
  const origins = new KnownOrigins(trusted, { comparesScheme: authMode === 'own' })
  const reach = new Reach(app.config)

  function isKnownHost({ headers, host, socket }: FastifyRequest): boolean {
    // Both what a proxy was asked for and what it asks for; HTTP/1.0 has neither, and browsers speak it no more.
    if (headers.host && !hosts.includes(headers.host, socket?.localAddress)) return false
    return !host || host === headers.host || hosts.includes(host, socket?.localAddress)
  }

  function carriesSession({ headers: { cookie, authorization } }: FastifyRequest): boolean {
    const isSignedIn = sessionCookies.some((name) => cookieValues(cookie, name).length > 0)
    // Pairing gives a browser a session: a page of another site must not be able to give it one of its own.
    return isSignedIn || (authMode !== 'oidc' && bearerToken(authorization) === null)
  }

  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, host, protocol, socket } = request
    if (!reach.includes(socket?.localAddress)) return done(closedAddress())
    if (authMode === 'open' && !isKnownHost(request)) return done(unknownHost())
    const fetchSite = headers['sec-fetch-site']?.toString()
    const isForeign = origins.refuses({ method, origin: headers.origin, fetchSite, host, protocol })
    done(isForeign && carriesSession(request) ? foreignOrigin() : undefined)
  })
  app.addHook('onListen', async () => {
    const problem = findListeningProblem(app)
    if (problem !== null) app.log.error(`every request that comes to this address is refused. ${problem}`)
  })
}

export default fp(originGuard, { name: 'origin-guard', fastify: '5.x', dependencies: ['config'] })
