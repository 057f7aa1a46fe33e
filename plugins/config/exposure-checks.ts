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

/** Settings that are dangerous together because others can reach the service. */
export function findExposure(settings: Settings): string[] {
  const problems = [corsProblem(settings)]
  if (!isLoopback(settings.host)) {
    problems.push(testingProblem(settings), drainKeyProblem(settings), gatewayProblem(settings))
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
