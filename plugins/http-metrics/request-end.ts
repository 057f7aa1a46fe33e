import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The client went away before the answer was complete (nginx's non-standard code). */
const CLIENT_CLOSED_REQUEST = 499
const REQUEST_TIMEOUT = 408
const INTERNAL_SERVER_ERROR = 500
/** What the server reports when a request does not arrive in time. */
const LATE_REQUEST = 'ERR_HTTP_REQUEST_TIMEOUT'

/**
 * Calls `ended(status)` exactly once, however the request ends: when its answer has been handed to the socket, when the
 * connection closes before that, and for an event stream already when its head is written. It watches the response
 * itself, since Fastify's `onResponse` fires neither for aborted requests nor for hijacked replies that are cut off.
 */
export function onRequestEnd(request: FastifyRequest, reply: FastifyReply, ended: (status: number) => void): void {
  const response = reply.raw
  let over = false

  function end(status: number): void {
    if (over) return
    over = true
    ended(status)
  }

  const writeHead = response.writeHead
  response.writeHead = (status: number, message?: unknown, headers?: unknown) => {
    Reflect.apply(writeHead, response, [status, message, headers])
    const contentType = contentTypeOf(headers ?? message) ?? response.getHeader('content-type')
    if (typeof contentType === 'string' && contentType.startsWith('text/event-stream')) end(status)
    return response
  }
  response.on('finish', () => end(response.statusCode))
  response.on('close', () => {
    if (!over) end(unfinishedStatus(request, reply))
  })
}

/** Headers given to `writeHead` alone are not among those of `getHeader`. Takes an object or a flat list of pairs. */
function contentTypeOf(headers: unknown): unknown {
  if (typeof headers !== 'object' || headers === null) return undefined
  if ('content-type' in headers) return headers['content-type']
  const pairs: unknown[] = Array.isArray(headers) ? headers.flat() : Object.entries(headers).flat()
  const at = pairs.findIndex((name, i) => i % 2 === 0 && String(name).toLowerCase() === 'content-type')
  return at < 0 ? undefined : pairs[at + 1]
}

const timedOut = new WeakSet<FastifyRequest | Socket>()

/** Notes that the connection of this request, or this connection, is about to be ended because it was silent for too long. */
export function markTimedOut(ended: FastifyRequest | Socket): void {
  timedOut.add(ended)
}

/**
 * Notes the connections that the server gives up because a request does not arrive in time. Who answers such a request
 * may close its connection in order, and then nothing of it says why it has ended.
 */
export function noteLateRequest(error: Error, socket: Socket): void {
  if (codeOf(error) === LATE_REQUEST) markTimedOut(socket)
}

function unfinishedStatus(request: FastifyRequest, reply: FastifyReply): number {
  const { socket, httpVersionMajor } = request.raw
  if (timedOut.has(request) || timedOut.has(socket) || codeOf(socket.errored) === LATE_REQUEST) return REQUEST_TIMEOUT
  if (waitsForClient(request, reply)) return CLIENT_CLOSED_REQUEST
  const cutByServer = httpVersionMajor < 2 && !socket.readableEnded && !socket.errored
  return cutByServer ? INTERNAL_SERVER_ERROR : CLIENT_CLOSED_REQUEST
}

/**
 * Whether there was nothing to answer yet: the client has not sent the rest of the body. Who cuts such a request off, as at the end
 * of a shutdown, has not failed it. What has arrived and was not read yet is the service's own delay.
 */
function waitsForClient({ raw }: FastifyRequest, reply: FastifyReply): boolean {
  return raw.complete === false && raw.readableLength === 0 && !reply.raw.headersSent
}

/** Sockets of injected requests have no `errored` at all. */
function codeOf(err: Error | null | undefined): unknown {
  return err && 'code' in err ? err.code : undefined
}
