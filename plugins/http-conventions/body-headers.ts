import type { IncomingHttpHeaders } from 'node:http'
import { UnreadableBodyError } from '../errors/unreadable-body.ts'

/** The names that UTF-8 goes by; ASCII is a part of it. */
const UTF8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])
const JSON_TYPE = /^\s*application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i
const FORM_TYPE = /^\s*multipart\/form-data\s*(?:;|$)/i
const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i

/**
 * Refuses a body that the service would have to decode first.
 *
 * @throws UnreadableBodyError 415 for a content coding (RFC 9110, 8.4), and for JSON or a form in a character set
 * that is not UTF-8.
 */
export function assertReadable(headers: IncomingHttpHeaders): void {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (coding !== '' && coding !== 'identity') {
    throw new UnreadableBodyError(415, 'The body is compressed', 'Send the body as it is, without Content-Encoding')
  }
  const type = headers['content-type'] ?? ''
  const what = JSON_TYPE.test(type) ? 'JSON' : FORM_TYPE.test(type) ? 'A form' : null
  const charset = what === null ? undefined : CHARSET.exec(type)?.[1]?.toLowerCase()
  if (charset !== undefined && charset !== '' && !UTF8.has(charset)) {
    throw new UnreadableBodyError(415, `${what} must be UTF-8`, 'Send the body in UTF-8, and no other charset')
  }
}
