import { findDatabaseUrlProblem } from './database-url.ts'
import { findExposure, findExposureWarnings } from './exposure-checks.ts'
import { isLoopback } from './loopback.ts'
import { findOwnSignInProblems, findOwnSignInWarnings } from './own-sign-in-checks.ts'
import { readProxyList } from './proxy-list.ts'
import type { Settings } from './settings.ts'
import { findSignInProblems, findSignInWarnings } from './sign-in-checks.ts'

/** What is wrong between settings that are each right for themselves; each entry starts with the variable's name. */
export function findProblems(settings: Settings): string[] {
  const problems: string[] = []
  if (settings.isProduction && settings.databaseUrl === null) {
    problems.push('DATABASE_URL must be set when APP_ENV is production')
  }
  if (settings.databaseUrl !== null) problems.push(...findDatabaseUrlProblem('DATABASE_URL', settings.databaseUrl))
  if (settings.databaseReadUrl !== null) {
    problems.push(...findDatabaseUrlProblem('DATABASE_READ_URL', settings.databaseReadUrl))
    if (settings.databaseUrl === null) problems.push('DATABASE_READ_URL needs DATABASE_URL, the server that it follows')
  }
  if (settings.s3AccessKeyId !== null && settings.s3SecretAccessKey === null) {
    problems.push('S3_SECRET_ACCESS_KEY must be set when S3_ACCESS_KEY_ID is')
  }
  if (settings.s3SecretAccessKey !== null && settings.s3AccessKeyId === null) {
    problems.push('S3_ACCESS_KEY_ID must be set when S3_SECRET_ACCESS_KEY is')
  }
  if (settings.metricsPort === settings.port) problems.push('METRICS_PORT must be another port than PORT')
  if (readProxyList(settings.trustedProxies).wrong.length > 0) {
    problems.push('TRUSTED_PROXIES must list addresses, ranges such as 10.0.0.0/8, loopback or private')
  }
  return [...problems, ...findExposure(settings), ...findSignInProblems(settings), ...findOwnSignInProblems(settings)]
}

/** What an operator should know about at each start, though it is allowed. */
export function findWarnings(settings: Settings): string[] {
  const warnings: string[] = []
  if (!settings.needsSignIn && !isLoopback(settings.host)) {
    warnings.push(`The service listens on ${settings.host} without a sign-in of its own (ALLOW_UNAUTHENTICATED_HOST)`)
  }
  if (settings.isProduction && settings.drainAuthKey === '') {
    warnings.push('DRAIN_AUTH_KEY is empty: /health/drain answers 401 to everybody')
  }
  return [
    ...warnings,
    ...findExposureWarnings(settings),
    ...findSignInWarnings(settings),
    ...findOwnSignInWarnings(settings),
  ]
}
