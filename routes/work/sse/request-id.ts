import { DomainError } from '../../../plugins/errors/domain-error.ts'

function invalidStream(message: string): DomainError {
  return new DomainError(400, 'VALIDATION_FAILED', message, 'The page has to name its event stream')
}

/**
 * What a page calls its event stream: the first `request_id` in the query of its URL.
 *
 * @throws DomainError 400 when it is missing or empty, or contains a colon.
 */
export function streamRequestId(url: string): string {
  const at = url.indexOf('?')
  const id = at < 0 ? null : new URLSearchParams(url.slice(at + 1)).get('request_id')
  if (!id) throw invalidStream('Missing request_id in URL')
  if (id.includes(':')) throw invalidStream('Invalid request_id format')
  return id
}
