import { isLoopback } from './loopback.ts'
import type { Settings } from './settings.ts'

/** Characters that a key must have which others could try to guess. */
export const SHORTEST_KEY = 32
/** The same for a key that is sent with each use, so that guesses can be seen and are slow. */
const SHORTEST_SENT_KEY = 16

function drainKeyProblem({ drainAuthKey }: Settings): string | null {
  if (drainAuthKey === '' || drainAuthKey.length >= SHORTEST_SENT_KEY) return null
  return `DRAIN_AUTH_KEY must have at least ${SHORTEST_SENT_KEY} characters: whoever guesses it ends the service`
}

function gatewayProblem({ sseGatewayUrl, sseCallbackSecret }: Settings): string | null {
  if (sseGatewayUrl === null || sseCallbackSecret !== '') return null
  return 'SSE_CALLBACK_SECRET must be set when SSE_GATEWAY_URL is: whoever reaches the service can pose as the gateway'
}

function openProblem({ needsSignIn, allowUnauthenticatedHost }: Settings): string | null {
  if (needsSignIn || allowUnauthenticatedHost) return null
  return (
    'HOST must be a loopback address such as 127.0.0.1 while there is no sign-in: set AUTH_MODE=own, or' +
    ' OIDC_ENABLED=true and what belongs to it, or ALLOW_UNAUTHENTICATED_HOST=true if a proxy in front of the' +
    ' service does the sign-in'
  )
}

function testingProblem({ isTesting, allowUnauthenticatedHost }: Settings): string | null {
  if (!isTesting || allowUnauthenticatedHost) return null
  return (
    'APP_ENV must not be testing on a HOST that others can reach: its endpoints make anybody an administrator. Set' +
    ' ALLOW_UNAUTHENTICATED_HOST=true if only your tests can reach it'
  )
}

function corsProblem({ needsSignIn, corsOrigins }: Settings): string | null {
  if (needsSignIn || !corsOrigins.includes('*')) return null
  return 'CORS_ORIGINS must not be * without sign-in (AUTH_MODE, OIDC_ENABLED): every web page that somebody visits could read everything'
}

/**
 * Settings that are dangerous together because others can reach the service. For an address that it has been made to
 * listen on without `HOST`, give the settings with that one as `host`.
 */
export function findExposure(settings: Settings): string[] {
  const problems = [corsProblem(settings)]
  if (!isLoopback(settings.host)) {
    problems.push(openProblem(settings), testingProblem(settings), drainKeyProblem(settings), gatewayProblem(settings))
  } else if (settings.isProduction) problems.push(gatewayProblem(settings))
  return problems.filter((problem) => problem !== null)
}

/** What is allowed as long as nobody else can reach the service, or because the operator wants it so. */
export function findExposureWarnings(settings: Settings): string[] {
  const warnings: (string | null)[] = []
  const { isTesting, needsSignIn, host, corsOrigins, allowedHosts } = settings
  if (isLoopback(host)) warnings.push(drainKeyProblem(settings), gatewayProblem(settings))
  else if (isTesting) warnings.push(`APP_ENV is testing and HOST ${host}: whoever reaches it is an administrator`)
  if (needsSignIn && corsOrigins.includes('*')) {
    warnings.push('CORS_ORIGINS is *: every web page can read what needs no sign-in')
  }
  if (!needsSignIn && allowedHosts.includes('*')) {
    warnings.push('ALLOWED_HOSTS is * without sign-in: a web page can read everything through a name of its own')
  }
  return warnings.filter((warning) => warning !== null)
}
