import type { Settings } from './settings.ts'
import { DEFAULT_SECRET_KEY } from './topics/oidc.ts'

function isSecure({ oidcCookieSecure, oidcCookiePartitioned, baseurl }: Settings): boolean {
  return oidcCookiePartitioned || (oidcCookieSecure ?? baseurl.startsWith('https://'))
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
  if (settings.oidcCookieSamesite === 'None' && !isSecure(settings)) {
    problems.push(
      'OIDC_COOKIE_SAMESITE must not be None while the cookies are not secure: browsers would drop them. Set' +
        ' OIDC_COOKIE_SECURE=true, and a BASEURL with https://',
    )
  }
  return problems
}
