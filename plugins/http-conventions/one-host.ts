import type { IncomingMessage } from 'node:http'
import { BareRefusal } from '../errors/bare-refusal.ts'

/**
 * Refuses a request with more than one Host header (RFC 9112, 3.2): proxies and services would not agree on the first. One
 * without is refused unless it is of HTTP/1.0, which has no such header.
 *
 * @param request its `rawHeaders` are names and values in turns, as Node has them.
 * @throws BareRefusal 400.
 */
export function assertOneHost({ rawHeaders, httpVersion }: Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>): void {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1'))
    throw new BareRefusal(400, 'A request must have one Host header')
}
