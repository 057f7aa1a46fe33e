import { isKept } from '../idempotency/answer.ts'
import type { AnswerHeader, HeaderReference, JsonSchema, Operation } from './document.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Headers of the route's success, by their names, as clients may use them. */
    answerHeaders?: Readonly<Record<string, AnswerHeader>>
  }
}

/** Marks the operations of such routes until they are rendered. */
export const ANSWER_HEADERS_MARK = 'x-answer-headers'

/** Headers of many operations, as components of the document. */
export const SHARED_HEADERS: Record<string, AnswerHeader> = {
  RetryAfter: {
    description: 'Seconds until the request may be sent again',
    schema: { type: 'integer', minimum: 0 },
  },
  IdempotencyReplayed: {
    description: 'Only where the request was sent before with its Idempotency-Key: this is the answer of then',
    schema: { type: 'string', enum: ['true'] },
  },
}
const RETRY_AFTER: HeaderReference = { $ref: '#/components/headers/RetryAfter' }
const REPLAYED: HeaderReference = { $ref: '#/components/headers/IdempotencyReplayed' }

function addHeaders(operation: Operation, headers: Record<string, AnswerHeader | HeaderReference>, statuses: string[]) {
  for (const status of statuses) {
    const answer = operation.responses[status]
    if (answer) answer.headers = { ...answer.headers, ...headers }
  }
}

/**
 * Describes the headers of answers that clients act on: those of the route, and when a request may be sent again.
 *
 * @param operation with all its answers.
 */
export function addAnswerHeaders(operation: Operation): void {
  const own: Record<string, AnswerHeader> = Reflect.get(operation, ANSWER_HEADERS_MARK) ?? {}
  Reflect.deleteProperty(operation, ANSWER_HEADERS_MARK)
  const successes = Object.keys(operation.responses).filter((status) => /^2/.test(status))
  if (Object.keys(own).length > 0) addHeaders(operation, own, successes)
  addHeaders(operation, { 'Retry-After': RETRY_AFTER }, ['429', '503'])
}

/**
 * Describes what an operation answers to a repeated request with an `Idempotency-Key`.
 *
 * @param operation with all other answers.
 * @param envelope schema of the body of every failure.
 */
export function addReplayedAnswers(operation: Operation, envelope: JsonSchema): void {
  const kept = Object.keys(operation.responses).filter((status) => isKept(Number(status)))
  addHeaders(operation, { 'Idempotency-Replayed': REPLAYED }, kept)
  // While the first request with the key still runs.
  addHeaders(operation, { 'Retry-After': RETRY_AFTER }, ['409'])
  const failures = {
    410: 'The request was carried out before under its Idempotency-Key, and its answer was not kept',
    422: 'The Idempotency-Key was used for another request',
  }
  for (const [status, description] of Object.entries(failures)) {
    operation.responses[status] ??= { description, content: { 'application/json': { schema: envelope } } }
  }
}
