import { PROVIDER_TIMEOUT_SECONDS } from './provider.ts'
import { reasonOf, sanitiseReason } from './reason.ts'

/** An answer of the provider's token endpoint, as it came. */
export interface TokenResponse {
  access_token: string
  id_token: string | null
  refresh_token: string | null
  /** Seconds. */
  expires_in: number
  /** Seconds; not of the standard, but Keycloak and others send it. */
  refresh_expires_in: number | null
}

/** The token endpoint has issued nothing. */
export class TokenRequestError extends Error {
  override readonly name = 'TokenRequestError'
  /** Whether the provider refused what was presented; otherwise it could not be reached or was not able to answer. */
  readonly refused: boolean

  constructor(reason: string, { refused }: { refused: boolean }) {
    super(reason)
    this.refused = refused
  }
}

/** Seconds for which an access token is kept when the provider does not say. */
const DEFAULT_EXPIRES_IN = 300

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function secondsOf(value: unknown): number | null {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

async function post(endpoint: string, form: Record<string, string>): Promise<[number, Record<string, unknown>]> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(form),
    redirect: 'manual',
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000),
  })
  const text = await response.text()
  try {
    const body: unknown = JSON.parse(text)
    return [response.status, typeof body === 'object' && body !== null ? { ...body } : {}]
  } catch {
    return [response.status, {}]
  }
}

/**
 * Asks the provider's token endpoint for tokens. The client credentials go into the form.
 *
 * @throws TokenRequestError whose message is the provider's text, or that of the transport.
 */
export async function requestTokens(endpoint: string, form: Record<string, string>): Promise<TokenResponse> {
  const [status, body] = await post(endpoint, form).catch((error: unknown) => {
    throw new TokenRequestError(reasonOf(error), { refused: false })
  })
  if (status < 200 || status > 299) {
    const text = textOf(body.error_description) ?? textOf(body.error) ?? `HTTP status ${status}`
    throw new TokenRequestError(sanitiseReason(text), { refused: status === 400 || status === 401 })
  }
  const accessToken = textOf(body.access_token)
  if (accessToken === null) throw new TokenRequestError('Token response missing access_token', { refused: false })
  return {
    access_token: accessToken,
    id_token: textOf(body.id_token),
    refresh_token: textOf(body.refresh_token),
    expires_in: secondsOf(body.expires_in) ?? DEFAULT_EXPIRES_IN,
    refresh_expires_in: secondsOf(body.refresh_expires_in),
  }
}
