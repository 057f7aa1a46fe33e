import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { PDF_ICON } from '../../../services/documents/documents/pdf-icon.ts'

/** A shop front. */
const SELLER_ICON = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 24 24" fill="none" stroke="#64748b" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M3 9l2-5h14l2 5M3 9a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M5 12v8h14v-8M10 20v-5h4v5"/></svg>`

const RESPONSE = { 200: { description: 'An SVG picture', content: { 'image/svg+xml': { schema: Type.String() } } } }

/** A browser shows the picture, but never runs it. */
function sendPicture(reply: FastifyReply, svg: string, cacheControl: string): FastifyReply {
  return reply
    .headers({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': cacheControl,
    })
    .send(svg)
}

/** `/api/icons`: pictures that stand in for missing ones. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/icons/seller',
    {
      config: { access: 'public' },
      schema: { tags: ['Icons'], summary: 'The icon of a seller without a logo', response: RESPONSE },
    },
    async (_request, reply) => sendPicture(reply, SELLER_ICON, 'private, max-age=86400'),
  )

  app.get(
    '/icons/pdf',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Icons'],
        summary: 'The icon of a PDF document',
        querystring: Type.Object({ version: Type.Optional(Type.String({ description: 'Ignored' })) }),
        response: RESPONSE,
      },
    },
    async (_request, reply) => sendPicture(reply, PDF_ICON, 'public, max-age=31536000, immutable'),
  )
}

export default routes
