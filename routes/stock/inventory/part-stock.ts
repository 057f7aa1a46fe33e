import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Int32 } from '../../../services/schema-types.ts'
import { HistoryEntrySchema, PartStockSchema } from '../../../services/stock/inventory/schemas.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })
const HistoryQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Without it all changes are answered' })),
  before: Type.Optional(Int32({ minimum: 1, description: 'Id of the last entry of the page before' })),
})

/** Where a part is, and how its stock has changed. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { inventory } = app

  app.get(
    '/parts/:part_key/locations',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Where a part is',
        params: PartParams,
        response: { 200: Type.Array(PartStockSchema) },
      },
    },
    async ({ params }) => inventory.locationsOf(params.part_key),
  )

  app.get(
    '/parts/:part_key/history',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: "Changes of a part's stock",
        params: PartParams,
        querystring: HistoryQuery,
        response: { 200: Type.Array(HistoryEntrySchema) },
      },
    },
    async ({ params, query }) => inventory.historyOf(params.part_key, query),
  )
}

export default routes
