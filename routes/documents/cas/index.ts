import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { contentKey } from '../../../services/documents/documents/content-address.ts'
import { contentDisposition } from '../content-disposition.ts'
import { sendContent } from '../send-content.ts'
import { storageUnavailable } from './storage-unavailable.ts'
import { sendThumbnail } from './thumbnail.ts'

const HashParams = Type.Object({ hash_value: Type.String() })
const ContentQuery = Type.Object({
  content_type: Type.Optional(Type.String({ description: 'Media type of the answer, if it is one that is stored' })),
  filename: Type.Optional(Type.String({ description: 'Name to save it as' })),
  disposition: Type.Optional(Type.String({ description: 'inline or attachment' })),
  thumbnail: Type.Optional(Type.String({ description: 'Greatest side of a small picture of it, 1 to 1000 pixels' })),
})
type ContentQuery = Type.Static<typeof ContentQuery>

const HASH = /^[0-9a-f]{64}$/
const MAX_THUMBNAIL = 1000
/** The bytes of an address never change. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable'
const UNKNOWN_TYPE = 'application/octet-stream'

/** @returns the size, or null when no thumbnail is asked for. @throws BareRefusal 400. */
function parseThumbnail({ thumbnail = '', content_type = '' }: ContentQuery): number | null {
  if (thumbnail === '') return null
  if (content_type !== '') throw new BareRefusal(400, 'Ask for either content_type or thumbnail')
  const size = Number(thumbnail)
  if (!/^\d+$/.test(thumbnail) || size < 1 || size > MAX_THUMBNAIL) {
    throw new BareRefusal(400, `thumbnail must be an integer from 1 to ${MAX_THUMBNAIL}`)
  }
  return size
}

function dispositionOf({ filename = '', disposition = '' }: ContentQuery): string | undefined {
  if (filename === '' && disposition === '') return undefined
  return contentDisposition(disposition === 'attachment' ? 'attachment' : 'inline', filename)
}

/** `/api/cas`: stored contents by the hash of their bytes. Who knows a hash may read the content. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { blobs, config, fileRules, thumbnails } = app

  async function sendOriginal(request: FastifyRequest, reply: FastifyReply, hash: string, query: ContentQuery) {
    const key = contentKey(hash)
    const found = await blobs.head(key)
    if (!found) throw new BareRefusal(404, 'Resource not found')
    const { content_type: asked = '' } = query
    const stored = found.contentType !== null && fileRules.isImage(found.contentType) ? found.contentType : UNKNOWN_TYPE
    const fallback = asked === '' ? stored : UNKNOWN_TYPE
    return sendContent(request, reply, {
      size: found.size,
      contentType: fileRules.isAllowed(asked) ? asked : fallback,
      cacheControl: CACHE_CONTROL,
      etag: `"${hash}"`,
      disposition: dispositionOf(query),
      read: (range) => blobs.read(key, range),
    })
  }

  app.get(
    '/cas/:hash_value',
    {
      config: { access: config.casRequireAuth ? 'reader' : 'public' },
      schema: { tags: ['Documents'], summary: 'Read a stored content', params: HashParams, querystring: ContentQuery },
    },
    async (request, reply) => {
      const { hash_value: hash } = request.params
      if (!HASH.test(hash)) throw new BareRefusal(400, 'The hash must be 64 lower-case hexadecimal digits')
      const size = parseThumbnail(request.query)
      try {
        if (size === null) return await sendOriginal(request, reply, hash, request.query)
        return await sendThumbnail(request, reply, { thumbnails, hash, size, cacheControl: CACHE_CONTROL })
      } catch (error) {
        throw storageUnavailable(error)
      }
    },
  )
}

export default routes
