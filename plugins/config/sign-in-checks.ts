import { SHORTEST_KEY } from './exposure-checks.ts'
import { isLoopback } from './loopback.ts'
import type { Settings } from './settings.ts'
import { DEFAULT_SECRET_KEY } from './topics/oidc.ts'

function isSecure({ oidcCookieSecure, oidcCookiePartitioned, baseurl }: Settings): boolean {
  return oidcCookiePartitioned || (oidcCookieSecure ?? baseurl.startsWith('https://'))
}

/** Keys that others know or can guess: with them anybody can make the state of a sign-in. */
function weakKeys({ secretKey, secretKeyPrevious }: Settings): string[] {
  const keys = { SECRET_KEY: secretKey, SECRET_KEY_PREVIOUS: secretKeyPrevious }
  return Object.entries(keys).flatMap(([name, key]) => {
    if (key === DEFAULT_SECRET_KEY) return `${name} must be changed when OIDC_ENABLED is true: everybody knows it`
    const isShort = key !== null && key.length < SHORTEST_KEY
    return isShort ? `${name} must have at least ${SHORTEST_KEY} characters when OIDC_ENABLED is true` : []
  })
}

/** What is wrong with the settings of the sign-in, as far as it is used. */
export function findSignInProblems(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.isProduction && settings.secretKey === DEFAULT_SECRET_KEY) {
    problems.push('SECRET_KEY must be changed when APP_ENV is production')
  }
  if (!settings.oidcEnabled) return problems
  const required = {
    OIDC_ISSUER_URL: settings.oidcIssuerUrl,
    OIDC_CLIENT_ID: settings.oidcClientId,
    OIDC_CLIENT_SECRET: settings.oidcClientSecret,
  }
  for (const [name, value] of Object.entries(required)) {
    if (value === null) problems.push(`${name} must be set when OIDC_ENABLED is true`)
  }
  const known = new Set(problems.map((problem) => problem.split(' ', 1)[0]))
  if (!settings.isTesting) problems.push(...weakKeys(settings).filter((weak) => !known.has(weak.split(' ', 1)[0])))
  if (settings.oidcCookieSamesite === 'None' && !isSecure(settings)) {
    problems.push(
      'OIDC_COOKIE_SAMESITE must not be None while the cookies are not secure: browsers would drop them. Set' +
        ' OIDC_COOKIE_SECURE=true, and a BASEURL with https://',
    )
  }
  return problems
}

function leadsAway(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !isLoopback(hostname)
}

/** What an operator should know about the sign-in at each start, though it is allowed. */
export function findSignInWarnings(settings: Settings): string[] {
  const { oidcEnabled, isTesting, oidcCookieSamesite, oidcCookiePartitioned, baseurl, oidcIssuerUrl } = settings
  if (!oidcEnabled) return []
  const warnings = isTesting ? weakKeys(settings) : []
  if (oidcCookieSamesite === 'None' && !oidcCookiePartitioned) {
    warnings.push(
      'OIDC_COOKIE_SAMESITE is None: browsers send the cookies with the requests of every site. Set' +
        ' OIDC_COOKIE_PARTITIONED=true if the application is only shown in frames of other sites',
    )
  }
  if (leadsAway(baseurl)) warnings.push('BASEURL has no HTTPS: whoever is in between can read and use the sessions')
  if (oidcIssuerUrl !== null && leadsAway(oidcIssuerUrl)) {
    warnings.push('OIDC_ISSUER_URL has no HTTPS: whoever is in between can sign in as anybody')
  }
  return warnings
}
