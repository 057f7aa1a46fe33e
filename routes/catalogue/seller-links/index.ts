import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SellerLinkSchema } from '../../../services/catalogue/seller-links/schemas.ts'
import { FilledText, Int32, Nullable, RequiredColumn } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Seller links']
const PartParams = Type.Object({ part_key: Type.String() })
const LinkParams = Type.Object({ part_key: Type.String(), seller_link_id: Type.Integer() })
const SellerLinkCreate = Type.Object(
  {
    seller_id: Int32(),
    link: RequiredColumn(500),
    seller_part_number: Type.Optional(
      Nullable(FilledText(100, { description: 'What the seller calls the part; added to its seller numbers' })),
    ),
  },
  { title: 'SellerLinkCreate', examples: [{ seller_id: 1, link: 'https://www.mouser.com/c/?q=RC0805FR-074K7L' }] },
)

/** `/api/parts/{part_key}/seller-links`: where a part can be bought. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { sellerLinks } = app

  app.post(
    '/parts/:part_key/seller-links',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Add a seller link to a part',
        params: PartParams,
        body: SellerLinkCreate,
        response: { 201: SellerLinkSchema },
      },
    },
    async ({ params, body: { seller_id: sellerId, link, seller_part_number: number = null } }, reply) =>
      reply.code(201).send(await sellerLinks.create(params.part_key, { sellerId, link, number })),
  )

  app.delete(
    '/parts/:part_key/seller-links/:seller_link_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Remove a seller link from a part', params: LinkParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await sellerLinks.delete(params.part_key, params.seller_link_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
