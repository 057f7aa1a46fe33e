import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import type { Response } from 'openai/resources/responses/responses'
import { AiError } from './ai-runner.ts'
import type { RetryAdvice } from './retry.ts'

/** A response whose status is not `completed`. */
export class UnfinishedResponseError extends Error {
  override readonly name = 'UnfinishedResponseError'
  readonly reason: string

  constructor({ status, error, incomplete_details }: Response) {
    const reason = [status, error?.code ?? incomplete_details?.reason].filter((part) => part != null).join(', ')
    super(`The response ended with ${reason}`)
    this.reason = reason
  }
}

/** An answer of the API that is not a response. */
export class UnreadableResponseError extends Error {
  override readonly name = 'UnreadableResponseError'
}

/** The stream ended before the response was complete. */
export class BrokenStreamError extends Error {
  override readonly name = 'BrokenStreamError'
}

const RETRYABLE_STATUSES = new Set([408, 409, 429])

/** The connection broke during the body; `fetch` then throws an error whose cause has the code of the network error. */
function isBrokenBody(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause
}

function isConnectionFailure(error: unknown): boolean {
  return error instanceof APIConnectionError || error instanceof BrokenStreamError || isBrokenBody(error)
}

/** Whether the API or the connection to it failed; otherwise the fault is in this service. */
export function isModelFailure(error: unknown): boolean {
  return (
    isConnectionFailure(error) ||
    error instanceof APIError ||
    error instanceof SyntaxError ||
    error instanceof UnfinishedResponseError ||
    error instanceof UnreadableResponseError
  )
}

/** Another attempt may help after connection failures and the statuses 408, 409, 429 and 5xx. */
export function retryAdvice(error: unknown): RetryAdvice {
  if (isConnectionFailure(error)) return { retryable: true, retryAfter: null }
  if (!(error instanceof APIError) || error.status === undefined) return { retryable: false, retryAfter: null }
  return {
    retryable: RETRYABLE_STATUSES.has(error.status) || error.status >= 500,
    retryAfter: error.headers?.get('retry-after') ?? null,
  }
}

function userText(error: unknown): string {
  if (error instanceof UnfinishedResponseError) return `The model gave no answer (${error.reason})`
  if (error instanceof APIConnectionTimeoutError) return 'The AI provider did not answer in time'
  if (isConnectionFailure(error)) return 'The connection to the AI provider failed'
  if (!(error instanceof APIError)) return 'The answer of the AI provider cannot be read'
  const { status, code } = error
  if (status === undefined) return `The model gave no answer (${code ?? 'failed'})`
  if (status === 401 || status === 403) return 'The AI provider refused the API key'
  if (status === 429) return 'The AI provider takes no more requests for now'
  return status >= 500 ? `The AI provider has failed (${status})` : `The AI provider refused the request (${status})`
}

/**
 * The facts of a failure, for the log. Messages of the API are left out: they may repeat the request or the key.
 */
export function describeFailure(error: unknown): Record<string, unknown> {
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    const { status, type, code, param, requestID } = error
    return { status, type, code, param, requestId: requestID }
  }
  if (!(error instanceof Error)) return { failure: 'unknown' }
  if (error instanceof SyntaxError) return { failure: 'malformed JSON' }
  const cause = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined
  return { failure: error.message, cause }
}

/** The error that a run throws: an `AiError` for failures of the API, others unchanged. */
export function toRunError(error: unknown): unknown {
  if (!isModelFailure(error)) return error
  return new AiError(userText(error), { cause: new Error(JSON.stringify(describeFailure(error))) })
}
