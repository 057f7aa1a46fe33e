import type { FastifyReply, FastifyRequest } from 'fastify'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { DecoderUnavailableError } from '../../../services/documents/images/decoder-unavailable.ts'
import { pictureUnavailable } from '../../../services/documents/images/picture-unavailable.ts'
import { UndecodableImageError } from '../../../services/documents/images/undecodable-image.ts'
import type { ThumbnailService } from '../../../services/documents/thumbnails/thumbnail-service.ts'
import { isFresh, safeHeaders } from '../send-content.ts'

export interface ThumbnailRequest {
  thumbnails: ThumbnailService
  hash: string
  size: number
  cacheControl: string
}

/**
 * Sends a thumbnail of a stored picture.
 *
 * @throws BareRefusal 404 for an unknown content, 415 when it is not a picture; DomainError 503 when it cannot be
 *   decoded now.
 */
export async function sendThumbnail(
  request: FastifyRequest,
  reply: FastifyReply,
  { thumbnails, hash, size, cacheControl }: ThumbnailRequest,
): Promise<FastifyReply> {
  const thumbnail = await thumbnails.get(hash, size).catch((error) => {
    if (error instanceof UndecodableImageError) {
      throw new BareRefusal(415, 'The content is no picture that can be shown')
    }
    throw error instanceof DecoderUnavailableError ? pictureUnavailable(error) : error
  })
  if (!thumbnail) throw new BareRefusal(404, 'Resource not found')
  const etag = `"${hash}-${size}"`
  reply.headers({
    ...safeHeaders('image/jpeg'),
    'cache-control': cacheControl,
    'content-disposition': `inline; filename=${hash}_${size}.jpg`,
    etag,
  })
  return isFresh(request, etag) ? reply.code(304).send() : reply.send(thumbnail)
}
