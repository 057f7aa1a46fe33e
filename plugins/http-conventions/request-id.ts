import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { maskSecrets } from '../auth/mask-secrets.ts'

const PRINTABLE = /^[\x20-\x7e]{1,200}$/

/**
 * The correlation id of a request: what the client sent as `X-Request-ID` when that is 1 to 200 printable ASCII
 * characters, else a new UUID. It goes into the log, answers and what is stored, so a secret is none. For Fastify's option
 * `genReqId`.
 */
export function generateRequestId(request: Pick<IncomingMessage, 'headers'>): string {
  const sent = request.headers['x-request-id']
  const isUsable = typeof sent === 'string' && PRINTABLE.test(sent) && maskSecrets(sent) === sent
  return isUsable ? sent : randomUUID()
}
