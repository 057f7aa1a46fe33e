import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { HistoryEntrySchema, PartStockSchema } from '../../../services/stock/inventory/schemas.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

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
        response: { 200: Type.Array(HistoryEntrySchema) },
      },
    },
    async ({ params }) => inventory.historyOf(params.part_key),
  )
}

export default routes
