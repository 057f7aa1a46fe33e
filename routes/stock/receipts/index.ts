import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32 } from '../../../services/schema-types.ts'
import { ReceiptSchema } from '../../../services/stock/receipts/schemas.ts'

const MAX_PAGE = 1000
const PartParams = Type.Object({ part_key: Type.String() })
const ReceiptQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: MAX_PAGE })),
  before: Type.Optional(Int32({ minimum: 1, description: 'The id of the last receipt of the page before' })),
})

/** `/api/parts/{part_key}/receipts`: where the pieces of a part came from, and what they cost. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { receipts } = app

  app.get(
    '/parts/:part_key/receipts',
    {
      config: { access: 'reader' },
      schema: {
        tags: ['Parts'],
        summary: 'What was received of a part, the newest first',
        params: PartParams,
        querystring: ReceiptQuery,
        response: { 200: Type.Array(ReceiptSchema) },
      },
    },
    async ({ params, query: { limit = MAX_PAGE, before = null } }) =>
      receipts.ofPart(params.part_key, { limit, before }),
  )
}

export default routes
