import { DomainError } from '../errors/domain-error.ts'

/** 401: the caller is not signed in. */
export class AuthenticationError extends DomainError {
  /** Whether the caller's cookies have become useless and are removed with the answer. */
  readonly endsSession: boolean

  constructor(message: string, { endsSession = false }: { endsSession?: boolean } = {}) {
    super(401, 'AUTHENTICATION_REQUIRED', message, 'Sign in and try again')
    this.endsSession = endsSession
  }
}

/** 403: the caller is signed in and may not do this. */
export function accessDenied(message: string): DomainError {
  return new DomainError(403, 'AUTHORIZATION_FAILED', message, 'Your account may not do this')
}

/** 503: the caller cannot be identified at present. */
export function providerUnavailable(): DomainError {
  return new DomainError(
    503,
    'AUTH_PROVIDER_UNAVAILABLE',
    'The identity provider cannot be reached',
    'Try again in a moment',
  )
}
