import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ListReceiptSchema } from '../../../services/overviews/list-receipts/schemas.ts'

const MOST = 1000
const USUAL = 200
const ListParams = Type.Object({ list_id: Type.Integer() })
const ReceiptQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: USUAL })),
})

/** `GET /api/shopping-lists/{list_id}/receipts`: what came for a list, and when. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { listReceipts } = app

  app.get(
    '/shopping-lists/:list_id/receipts',
    {
      config: { access: 'reader' },
      schema: {
        tags: ['Shopping lists'],
        summary: 'What was received for a list, the newest first',
        description:
          'Booked by hand, by a scan, or by the import of an order. What was undone is left out, and so is what an import booked whose record has been deleted.',
        params: ListParams,
        querystring: ReceiptQuery,
        response: { 200: Type.Array(ListReceiptSchema) },
      },
    },
    async ({ params, query: { limit = USUAL } }) => listReceipts.ofList(params.list_id, limit),
  )
}

export default routes
