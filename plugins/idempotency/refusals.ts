import { DomainError } from '../errors/domain-error.ts'

/** 400: the key itself is wrong. */
export function invalidKey(): DomainError {
  return new DomainError(
    400,
    'IDEMPOTENCY_KEY_INVALID',
    'Idempotency-Key must be 1 to 255 printable ASCII characters, and must be sent once',
    'Send a new random text, such as a UUID, for each change',
  )
}

/** 422: the key was used for another request. */
export function keyReused(): DomainError {
  return new DomainError(
    422,
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used for another request',
    'Repeat a request with the same method, address and body, or send another key',
  )
}

/** 409: the first request with this key has not been answered yet. */
export function keyInUse(): DomainError {
  return new DomainError(
    409,
    'IDEMPOTENCY_KEY_IN_USE',
    'A request with this Idempotency-Key is still running',
    'Repeat the request a little later',
    {},
    { retryAfterSeconds: 2 },
  )
}

/** 410: the change was made, and what it answered was not kept, as too large or secret, and cannot be read again. */
export function answerGone(): DomainError {
  return new DomainError(
    410,
    'IDEMPOTENCY_ANSWER_GONE',
    'The request was carried out before, and its answer is not there any more',
    'An answer that is large or has a secret is not kept: look at the record that was changed, if it still exists',
  )
}
