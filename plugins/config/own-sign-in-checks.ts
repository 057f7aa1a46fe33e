import { isLoopback } from './loopback.ts'
import type { Settings } from './settings.ts'

/** What contradicts itself in the settings of who gets in, and of HTTPS. */
export function findOwnSignInProblems(settings: Settings): string[] {
  const { authMode, oidcEnabled, tlsCertFile, tlsKeyFile } = settings
  const problems: string[] = []
  if (oidcEnabled && authMode !== 'oidc') {
    problems.push(`AUTH_MODE must not be ${authMode} when OIDC_ENABLED is true: leave one of them out`)
  }
  if (!oidcEnabled && authMode === 'oidc') {
    problems.push('AUTH_MODE must not be oidc unless OIDC_ENABLED is true, with what belongs to it')
  }
  if (tlsCertFile !== null && tlsKeyFile === null) problems.push('TLS_KEY_FILE must be set when TLS_CERT_FILE is')
  if (tlsKeyFile !== null && tlsCertFile === null) problems.push('TLS_CERT_FILE must be set when TLS_KEY_FILE is')
  return problems
}

/** What an operator should know about paired devices at each start, though it is allowed. */
export function findOwnSignInWarnings({ authMode, host, tlsCertFile, baseurl }: Settings): string[] {
  if (authMode !== 'own' || isLoopback(host) || tlsCertFile !== null || baseurl.startsWith('https://')) return []
  return [
    `AUTH_MODE is own on ${host} without HTTPS: others on this network can read along and use what they read, and` +
      ' phones open no camera. Set TLS_CERT_FILE and TLS_KEY_FILE; "npm run cli -- make-certificate" makes both',
  ]
}
