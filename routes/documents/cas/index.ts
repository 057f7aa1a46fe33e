import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { visibleName } from '../../../plugins/validation/visible-name.ts'
import { contentKey } from '../../../services/documents/documents/content-address.ts'
import { Parsed } from '../../../services/schema-types.ts'
import { contentAnswers } from '../content-answers.ts'
import { contentDisposition } from '../content-disposition.ts'
import { sendContent } from '../send-content.ts'
import { storageUnavailable } from './storage-unavailable.ts'
import { sendThumbnail } from './thumbnail.ts'

const HASH = /^[0-9a-f]{64}$/
const MAX_THUMBNAIL = 1000
const HashParams = Type.Object({
  hash_value: Parsed(Type.String({ pattern: HASH.source, description: 'SHA-256 of the content' })),
})
const ContentQuery = Type.Object({
  content_type: Type.Optional(Type.String({ description: 'Media type of the answer, if it is one that is stored' })),
  filename: Type.Optional(Type.String({ description: 'Name to save it as' })),
  disposition: Type.Optional(Type.String({ description: 'inline or attachment' })),
  thumbnail: Type.Optional(
    Parsed(
      Type.Integer({
        minimum: 1,
        maximum: MAX_THUMBNAIL,
        description: 'Greatest side of a small picture of it, in pixels; without content_type',
      }),
    ),
  ),
})
type ContentQuery = Type.Static<typeof ContentQuery>

/** The bytes of an address never change. */
const CACHE_CONTROL = 'max-age=31536000, immutable'
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
  return contentDisposition(disposition === 'attachment' ? 'attachment' : 'inline', visibleName(filename))
}

/** `/api/cas`: stored contents by the hash of their bytes. A client that knows a hash may read the content. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { blobs, config, fileRules, thumbnails } = app
  // A shared cache must not keep contents that need a role.
  const cacheControl = `${config.casRequireAuth ? 'private' : 'public'}, ${CACHE_CONTROL}`

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
      cacheControl,
      etag: `"${hash}"`,
      disposition: dispositionOf(query),
      read: (range) => blobs.read(key, range),
    })
  }

  app.get(
    '/cas/:hash_value',
    {
      config: { access: config.casRequireAuth ? 'reader' : 'public', takesAnyQuery: true },
      schema: {
        tags: ['Documents'],
        summary: 'Read a stored content',
        params: HashParams,
        querystring: ContentQuery,
        response: contentAnswers('The content, or a small picture of it', '*/*'),
      },
    },
    async (request, reply) => {
      const { hash_value: hash } = request.params
      if (!HASH.test(hash)) throw new BareRefusal(400, 'The hash must be 64 lower-case hexadecimal digits')
      const size = parseThumbnail(request.query)
      try {
        if (size === null) return await sendOriginal(request, reply, hash, request.query)
        return await sendThumbnail(request, reply, { thumbnails, hash, size, cacheControl })
      } catch (error) {
        throw storageUnavailable(error)
      }
    },
  )
}

export default routes
