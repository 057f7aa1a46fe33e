import type { IncomingMessage } from 'node:http'
import { BareRefusal } from '../errors/bare-refusal.ts'

/** What Node fulfils before a request is handled. */
const CONTINUE = /(?:^|\W)100-continue(?:$|\W)/i

/**
 * Refuses a request with an expectation that nothing here fulfils (RFC 9110, 10.1.1). HTTP/1.0 has no expectations.
 *
 * @throws BareRefusal 417.
 */
export function assertKnownExpectation({
  headers,
  httpVersion,
}: Pick<IncomingMessage, 'headers' | 'httpVersion'>): void {
  const { expect } = headers
  if (expect === undefined || httpVersion === '1.0' || CONTINUE.test(expect)) return
  throw new BareRefusal(417, 'The header Expect may ask for 100-continue only')
}
