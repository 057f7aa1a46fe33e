import { BareRefusal } from '../errors/bare-refusal.ts'

/**
 * Refuses a request with more than one Host header (RFC 9112, 3.2): proxies and services would not agree on the first.
 *
 * @param rawHeaders names and values in turns, as Node has them.
 * @throws BareRefusal 400.
 */
export function assertOneHost(rawHeaders: readonly string[]): void {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  if (hosts > 1) throw new BareRefusal(400, 'A request must have one Host header')
}
