import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import type { Response } from 'openai/resources/responses/responses'
import { AiError } from './ai-runner.ts'
import type { RetryAdvice } from './retry.ts'

/** A response came, and says that the model has not done its work. */
export class UnfinishedResponseError extends Error {
  override readonly name = 'UnfinishedResponseError'
  readonly reason: string

  constructor({ status, error, incomplete_details }: Response) {
    const reason = [status, error?.code ?? incomplete_details?.reason].filter((part) => part != null).join(', ')
    super(`The response ended with ${reason}`)
    this.reason = reason
  }
}

/** What came is no response. */
export class UnreadableResponseError extends Error {
  override readonly name = 'UnreadableResponseError'
}

/** The stream ended before the response was complete. */
export class BrokenStreamError extends Error {
  override readonly name = 'BrokenStreamError'
}

const RETRYABLE_STATUSES = new Set([408, 409, 429])

/** The connection broke while the body came; fetch says so with an error whose cause has the network's code. */
function isBrokenBody(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause
}

function isConnectionFailure(error: unknown): boolean {
  return error instanceof APIConnectionError || error instanceof BrokenStreamError || isBrokenBody(error)
}

/** Whether the API is to blame, or else something on this side. */
export function isModelFailure(error: unknown): boolean {
  return (
    isConnectionFailure(error) ||
    error instanceof APIError ||
    error instanceof SyntaxError ||
    error instanceof UnfinishedResponseError ||
    error instanceof UnreadableResponseError
  )
}

/** Connections, and what the API may do better the next time. */
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

/** What a run ends with: failures of the API in the words of users, and others as they are. */
export function toRunError(error: unknown): unknown {
  if (!isModelFailure(error)) return error
  return new AiError(userText(error), { cause: new Error(JSON.stringify(describeFailure(error))) })
}
