import { errors } from 'jose'

/** Results of a validation, the label values of the metric. */
export const VALIDATION_STATUSES = [
  'success',
  'expired',
  'invalid_signature',
  'invalid_claims',
  'invalid_token',
  'error',
] as const

export type ValidationStatus = (typeof VALIDATION_STATUSES)[number]

/** A token is not valid. `message` is for the caller; it contains nothing of the token. */
export class TokenProblem extends Error {
  override readonly name = 'TokenProblem'
  readonly status: Exclude<ValidationStatus, 'success'>

  constructor(status: Exclude<ValidationStatus, 'success'>, message: string) {
    super(message)
    this.status = status
  }
}

const invalid = (reason: string) => new TokenProblem('invalid_token', `Invalid token: ${reason}`)

function claimProblem({ claim, reason }: errors.JWTClaimValidationFailed): TokenProblem {
  if (claim === 'sub') return new TokenProblem('error', "Token missing 'sub' claim")
  if (reason === 'missing' && ['iss', 'aud', 'exp'].includes(claim)) return invalid(`the claim ${claim} is missing`)
  if (claim === 'iss' || claim === 'aud') {
    return new TokenProblem('invalid_claims', 'Token issuer or audience does not match expected values')
  }
  if (claim === 'nbf' && reason === 'check_failed') return invalid('it is not yet valid')
  return invalid('a claim has a wrong form')
}

/** Turns an error of the verification into a TokenProblem. */
export function describeTokenProblem(error: unknown): TokenProblem {
  if (error instanceof TokenProblem) return error
  if (error instanceof errors.JWTExpired) return new TokenProblem('expired', 'Token has expired')
  if (error instanceof errors.JWTClaimValidationFailed) return claimProblem(error)
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new TokenProblem('invalid_signature', 'Invalid token signature')
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return invalid('its algorithm is not allowed')
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return invalid('its key is not known')
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return invalid('it is malformed')
  if (error instanceof errors.JOSEError) return invalid('it uses what is not supported')
  return new TokenProblem('error', `Token validation failed: ${error instanceof Error ? error.name : 'unknown'}`)
}
