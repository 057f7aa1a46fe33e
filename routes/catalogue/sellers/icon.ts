import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ErrorResponse } from '../../../plugins/errors/envelope.ts'
import { storageUnavailable } from '../../documents/cas/storage-unavailable.ts'
import { sendThumbnail } from '../../documents/cas/thumbnail.ts'
import { isFresh, safeHeaders } from '../../documents/send-content.ts'
import { bytes } from '../../upload-form.ts'

/** Greatest side of a logo, in pixels. */
const SIZE = 64
/** A website may change, and so may a logo. */
const CACHE_CONTROL = 'private, max-age=3600'

/** `GET /api/sellers/{seller_id}/icon`: a small picture of a seller, from our own origin. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { sellerIcons, thumbnails } = app

  app.get(
    '/sellers/:seller_id/icon',
    {
      config: { access: 'reader' },
      schema: {
        tags: ['Sellers'],
        summary: 'Read the icon of a seller',
        description:
          'The logo of the seller, else the icon of its website. That is fetched once, in the background, when it is ' +
          'wanted first, and kept; until then, and where the website has none, there is no content. With ' +
          '`SELLER_ICON_SOURCE=placeholder` no website is asked.',
        params: Type.Object({ seller_id: Type.Integer() }),
        response: {
          200: bytes('A picture of at most 64 pixels a side', 'image/*'),
          204: Type.Null({ description: 'There is no icon, or it is still being fetched' }),
          304: Type.Null({ description: 'The copy of the client is current' }),
          415: ErrorResponse,
        },
      },
    },
    async (request, reply) => {
      const found = await sellerIcons.get(request.params.seller_id)
      if ('logo' in found) {
        const logo = { thumbnails, hash: found.logo, size: SIZE, cacheControl: CACHE_CONTROL }
        return sendThumbnail(request, reply, logo).catch((error) => {
          throw storageUnavailable(error)
        })
      }
      if ('none' in found) {
        return reply
          .code(204)
          .header('cache-control', found.isDue ? 'no-store' : CACHE_CONTROL)
          .send(null)
      }
      const etag = `"${createHash('sha256').update(found.icon).digest('hex')}"`
      reply.headers({ ...safeHeaders('image/png'), 'cache-control': CACHE_CONTROL, etag })
      return isFresh(request, etag) ? reply.code(304).send(null) : reply.send(found.icon)
    },
  )
}

export default routes
