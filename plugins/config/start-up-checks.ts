import { BlockList, isIPv4, isIPv6 } from 'node:net'
import type { Settings } from './settings.ts'
import { findSignInProblems } from './sign-in-checks.ts'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIPv4(address)) return LOOPBACK.check(address, 'ipv4')
  return isIPv6(address) ? LOOPBACK.check(address, 'ipv6') : address.toLowerCase() === 'localhost'
}

/** What is wrong between settings that are each right for themselves; each entry starts with the variable's name. */
export function findProblems(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.isProduction && settings.databaseUrl === null) {
    problems.push('DATABASE_URL must be set when APP_ENV is production')
  }
  if (!settings.oidcEnabled && !isLoopback(settings.host) && !settings.allowUnauthenticatedHost) {
    problems.push(
      'HOST must be a loopback address such as 127.0.0.1 while there is no sign-in: set OIDC_ENABLED=true and what' +
        ' belongs to it, or ALLOW_UNAUTHENTICATED_HOST=true if a proxy in front of the service does the sign-in',
    )
  }
  if (settings.isProduction && settings.sseGatewayUrl !== null && settings.sseCallbackSecret === '') {
    problems.push('SSE_CALLBACK_SECRET must be set in production when SSE_GATEWAY_URL is')
  }
  if (settings.s3AccessKeyId !== null && settings.s3SecretAccessKey === null) {
    problems.push('S3_SECRET_ACCESS_KEY must be set when S3_ACCESS_KEY_ID is')
  }
  if (settings.s3SecretAccessKey !== null && settings.s3AccessKeyId === null) {
    problems.push('S3_ACCESS_KEY_ID must be set when S3_SECRET_ACCESS_KEY is')
  }
  return [...problems, ...findSignInProblems(settings)]
}

/** What an operator should know about at each start, though it is allowed. */
export function findWarnings(settings: Settings): string[] {
  const warnings: string[] = []
  if (!settings.oidcEnabled && !isLoopback(settings.host)) {
    warnings.push(`The service listens on ${settings.host} without a sign-in of its own (ALLOW_UNAUTHENTICATED_HOST)`)
  }
  if (settings.isProduction && settings.drainAuthKey === '') {
    warnings.push('DRAIN_AUTH_KEY is empty: /health/drain answers 401 to everybody')
  }
  return warnings
}
