import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionError, FastifyInstance } from 'fastify'
import type { ErrorBody } from './envelope.ts'

interface Refusal {
  status: number
  error: string
  hint: string
}

const MALFORMED: Refusal = {
  status: 400,
  error: 'The request is not valid HTTP',
  hint: 'Check the client or the proxy',
}

/** By the code of the parser's error. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    error: 'The request did not arrive in time',
    hint: 'Send the whole request without long pauses',
  },
}

/** By what is too long; `unknown` where the beginning of the request arrived before. */
const OVERFLOWS = {
  address: {
    status: 431,
    error: 'The address of the request is too long',
    hint: 'Shorten the address, such as the query after its question mark',
  },
  headers: {
    status: 431,
    error: 'The headers of the request are too large',
    hint: 'Delete cookies of this site, or send fewer headers',
  },
  unknown: {
    status: 431,
    error: 'The address and the headers of the request are too large',
    hint: 'Shorten the address, delete cookies of this site, or send fewer headers',
  },
} as const satisfies Record<string, Refusal>
const REQUEST_LINE = /^[A-Z]+ [^\r\n]*/
/** An address of this length is the reason for an overflow; short ones leave nearly all room to the headers. */
const LONG_ADDRESS = 16 * 1024

function refusalOf(code: string, bytes: string): Refusal {
  if (code !== 'HPE_HEADER_OVERFLOW') return REFUSALS[code] ?? MALFORMED
  const line = REQUEST_LINE.exec(bytes)?.[0]
  if (line === undefined) return OVERFLOWS.unknown
  return line.length > LONG_ADDRESS ? OVERFLOWS.address : OVERFLOWS.headers
}

/** The last bytes that arrived, which may be the whole beginning of the request. */
function lastBytes(cause: ConnectionError): string {
  return 'rawPacket' in cause && Buffer.isBuffer(cause.rawPacket) ? cause.rawPacket.toString('latin1') : ''
}

function headLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
}

/** Answers bytes that are no HTTP request, so that no route and no hook sees them. The connection ends with the answer. */
export function answerMalformedRequest(this: FastifyInstance, cause: ConnectionError, socket: Socket): void {
  if (cause.code === 'ECONNRESET' || socket.destroyed) return
  const bytes = lastBytes(cause)
  const { status, error, hint } = refusalOf(cause.code, bytes)
  const origin = /\r\norigin:[ \t]*([^\r\n]*?)[ \t]*\r\n/i.exec(bytes)?.[1]
  const correlationId = randomUUID()
  this.log.info({ err: cause.message, reqId: correlationId }, 'a malformed request was refused')
  const body = JSON.stringify({ error, details: { message: hint }, correlationId } satisfies ErrorBody)
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
        `X-Request-ID: ${correlationId}\r\n${headLines({ ...this.originHeaders?.(origin), ...this.securityHeaders?.(null) })}` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}
