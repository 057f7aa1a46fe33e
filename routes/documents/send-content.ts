import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fresh from 'fresh'
import { BareRefusal } from '../../plugins/errors/bare-refusal.ts'
import { type ByteRange, parseRange } from './byte-range.ts'

/** A file as it is sent to a browser. */
export interface Content {
  /** Bytes. */
  size: number
  contentType: string
  cacheControl: string
  /** Names exactly these bytes. */
  etag?: string
  disposition?: string | undefined
  /** Null when it is gone. */
  read(range?: ByteRange): Promise<Readable | null>
}

/** What is shown, but never run: no script, no style from elsewhere, no plug-in, no origin. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"

/**
 * Headers that make a browser take a file for what we call it, and never run it. The viewers for PDF in browsers do not
 * work in a sandbox and have one of their own.
 */
export function safeHeaders(contentType: string): Record<string, string> {
  const headers = { 'content-type': contentType, 'x-content-type-options': 'nosniff' }
  return contentType === 'application/pdf' ? headers : { ...headers, 'content-security-policy': SANDBOX }
}

/** Whether the browser has these bytes already, and does not reload them on purpose (RFC 9110, 13.1.2). */
export function isFresh(request: FastifyRequest, etag: string): boolean {
  return fresh(request.headers, { etag })
}

/** The range that is asked for; of a content that has changed since, the whole is wanted (RFC 9110, 13.1.5 and 14.2). */
function wantedRange({ method, headers }: FastifyRequest, etag: string | undefined): string | undefined {
  if (method !== 'GET') return undefined
  const condition = headers['if-range']
  return condition === undefined || condition === etag ? headers.range : undefined
}

function notFound(): BareRefusal {
  return new BareRefusal(404, 'Resource not found')
}

/**
 * Sends a file, or the range of it that is asked for.
 *
 * @throws BareRefusal 404 when it is gone, 416 for a range that it does not have.
 */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Content,
): Promise<FastifyReply> {
  const { size, contentType, cacheControl, etag, disposition } = content
  const headers = {
    ...safeHeaders(contentType),
    'cache-control': cacheControl,
    'accept-ranges': 'bytes',
    ...(etag !== undefined && { etag }),
    ...(disposition !== undefined && { 'content-disposition': disposition }),
  }
  if (etag !== undefined && isFresh(request, etag)) return reply.code(304).headers(headers).send()
  const range = parseRange(wantedRange(request, etag), size)
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`)
    throw new BareRefusal(416, 'The content has no such range')
  }
  // The headers of a success are set when there is one: those of a failure are not to be cached.
  const body = request.method === 'HEAD' ? Readable.from([]) : await content.read(range ?? undefined)
  if (body === null) throw notFound()
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`)
  }
  const length = range ? range.last - range.first + 1 : size
  return reply.headers(headers).header('content-length', length).send(body)
}
