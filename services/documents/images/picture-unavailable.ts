import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { DecoderUnavailableError } from './decoder-unavailable.ts'

/** The answer 503 to a picture that cannot be decoded now. */
export function pictureUnavailable(cause: DecoderUnavailableError): DomainError {
  const answer = new DomainError(
    503,
    'PICTURE_UNAVAILABLE',
    `The picture cannot be shown now: ${cause.message}`,
    'Try again later',
  )
  answer.cause = cause
  return answer
}
