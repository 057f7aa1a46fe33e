import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SellerNumberSchema } from '../../../services/catalogue/seller-numbers/schemas.ts'
import { FilledText, Int32, Nullable } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Seller links']
const PartParams = Type.Object({ part_key: Type.String() })
const NumberParams = Type.Object({ part_key: Type.String(), seller_number_id: Type.Integer() })
const Amount = Type.Optional(Nullable(Int32({ minimum: 1 })))
const SellerNumberCreate = Type.Object(
  {
    seller_id: Int32(),
    number: FilledText(100, { description: 'Blanks around it do not count; upper and lower case are the same' }),
    link: Type.Optional(Nullable(FilledText(500, { description: "The number on the seller's website" }))),
    min_quantity: Amount,
    multiple: Amount,
  },
  {
    title: 'SellerNumberCreate',
    examples: [{ seller_id: 1, number: '311-4.70KCRCT-ND', min_quantity: 1, multiple: 1 }],
  },
)

/** `/api/parts/{part_key}/seller-numbers`: what sellers call a part. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { sellerNumbers } = app

  app.get(
    '/parts/:part_key/seller-numbers',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'What sellers call a part',
        params: PartParams,
        response: { 200: Type.Array(SellerNumberSchema) },
      },
    },
    async ({ params }) => sellerNumbers.ofPart(params.part_key),
  )

  app.post(
    '/parts/:part_key/seller-numbers',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Add the number of a seller to a part',
        params: PartParams,
        body: SellerNumberCreate,
        response: { 201: SellerNumberSchema },
      },
    },
    async ({ params, body }, reply) => {
      const { seller_id: sellerId, number, link = null, min_quantity: minQuantity = null, multiple = null } = body
      const added = await sellerNumbers.add(params.part_key, { sellerId, number, link, minQuantity, multiple })
      return reply.code(201).send(added)
    },
  )

  app.delete(
    '/parts/:part_key/seller-numbers/:seller_number_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Remove the number of a seller from a part',
        params: NumberParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await sellerNumbers.delete(params.part_key, params.seller_number_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
