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
  HPE_HEADER_OVERFLOW: {
    status: 431,
    error: 'The headers of the request are too large',
    hint: 'Delete cookies of this site, or send fewer headers',
  },
}

/** Answers bytes that are no HTTP request, so that no route and no hook sees them. The connection ends with the answer. */
export function answerMalformedRequest(this: FastifyInstance, cause: ConnectionError, socket: Socket): void {
  if (cause.code === 'ECONNRESET' || socket.destroyed) return
  const { status, error, hint } = REFUSALS[cause.code] ?? MALFORMED
  const correlationId = randomUUID()
  this.log.info({ err: cause.message, reqId: correlationId }, 'a malformed request was refused')
  const body = JSON.stringify({ error, details: { message: hint }, correlationId } satisfies ErrorBody)
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
        `X-Request-ID: ${correlationId}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}
