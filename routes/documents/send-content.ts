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
  /** Identifies exactly these bytes. */
  etag?: string
  disposition?: string | undefined
  /** Null when the content no longer exists. */
  read(range?: ByteRange): Promise<Readable | null>
}

/** Lets a browser show the content, but run nothing of it: no script, no foreign style, no plug-in, no origin. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"

/**
 * Headers that make a browser use our media type for a file, and never run it. The PDF viewers of browsers do not work
 * in this sandbox and have one of their own.
 */
export function safeHeaders(contentType: string): Record<string, string> {
  const headers = { 'content-type': contentType, 'x-content-type-options': 'nosniff' }
  return contentType === 'application/pdf' ? headers : { ...headers, 'content-security-policy': SANDBOX }
}

/** Whether the browser has these bytes already and does not force a reload (RFC 9110, 13.1.2). */
export function isFresh(request: FastifyRequest, etag: string): boolean {
  return fresh(request.headers, { etag })
}

/** The requested range; none when `If-Range` names another version of the content (RFC 9110, 13.1.5 and 14.2). */
function wantedRange({ method, headers }: FastifyRequest, etag: string | undefined): string | undefined {
  if (method !== 'GET') return undefined
  const condition = headers['if-range']
  return condition === undefined || condition === etag ? headers.range : undefined
}

function notFound(): BareRefusal {
  return new BareRefusal(404, 'Resource not found')
}

/**
 * Sends a file, or the requested range of it.
 *
 * @throws BareRefusal 404 when it no longer exists, 416 for a range that it does not have.
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
  // The headers are set after the content is opened, so that a failure is not cached.
  const body = request.method === 'HEAD' ? Readable.from([]) : await content.read(range ?? undefined)
  if (body === null) throw notFound()
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`)
  }
  const length = range ? range.last - range.first + 1 : size
  return reply.headers(headers).header('content-length', length).send(body)
}
