import {
  ClientError,
  type Configuration,
  genericGrantRequest,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { reasonOf, sanitiseReason } from './reason.ts'
import { ID_TOKEN_FIELD } from './tolerant-fetch.ts'

/** An answer of the provider's token endpoint. */
export interface TokenResponse {
  access_token: string
  id_token: string | null
  refresh_token: string | null
  /** Seconds. */
  expires_in: number
  /** Seconds; not part of the standard, but Keycloak and others send it. */
  refresh_expires_in: number | null
}

/** The token endpoint has not issued tokens. */
export class TokenRequestError extends Error {
  override readonly name = 'TokenRequestError'
  /** Whether the provider refused the code or token; otherwise it could not be reached or has failed. */
  readonly refused: boolean

  constructor(reason: string, { refused, cause }: { refused: boolean; cause?: unknown }) {
    super(reason, { cause })
    this.refused = refused
  }
}

/** Clients compare this text. */
export const MISSING_ACCESS_TOKEN = 'Token response missing access_token'
/** Lifetime of an access token in seconds when the provider does not state it. */
const DEFAULT_EXPIRES_IN = 300

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function secondsOf(value: unknown): number | null {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

/** The provider's error answer as an error, with its text or else its status. */
function refusalOf(error: unknown): TokenRequestError | null {
  if (error instanceof ResponseBodyError) {
    return refusal(error.status, textOf(error.error_description) ?? textOf(error.error))
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const { error_description, error: code } = error.cause[0]?.parameters ?? {}
    return refusal(error.status, textOf(error_description) ?? textOf(code))
  }
  const cause = error instanceof ClientError ? error.cause : null
  return cause instanceof Response ? refusal(cause.status, null) : null
}

function refusal(status: number, text: string | null): TokenRequestError {
  const refused = status === 400 || status === 401
  return new TokenRequestError(sanitiseReason(text ?? `HTTP status ${status}`), { refused })
}

function failureOf(error: unknown): TokenRequestError {
  const lacksToken = error instanceof ClientError && error.code === 'OAUTH_INVALID_RESPONSE'
  const reason = lacksToken ? MISSING_ACCESS_TOKEN : reasonOf(error)
  return refusalOf(error) ?? new TokenRequestError(reason, { refused: false, cause: error })
}

/**
 * Requests tokens from the provider's token endpoint.
 *
 * @param parameters those of the grant, without the client's.
 * @throws TokenRequestError whose message is the provider's text, or that of the transport.
 */
export async function requestTokens(
  configuration: Configuration,
  grantType: 'authorization_code' | 'refresh_token',
  parameters: Record<string, string>,
): Promise<TokenResponse> {
  const tokens = await genericGrantRequest(configuration, grantType, parameters).catch((error: unknown) => {
    throw failureOf(error)
  })
  if (tokens.access_token === '') throw new TokenRequestError(MISSING_ACCESS_TOKEN, { refused: false })
  return {
    access_token: tokens.access_token,
    id_token: textOf(tokens[ID_TOKEN_FIELD]),
    refresh_token: textOf(tokens.refresh_token),
    expires_in: secondsOf(tokens.expires_in) ?? DEFAULT_EXPIRES_IN,
    refresh_expires_in: secondsOf(tokens.refresh_expires_in),
  }
}
