import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PartTypeSchema } from '../../../services/catalogue/types/schemas.ts'
import { isTrue } from '../../query-switch.ts'

const tags = ['Types']
const TypeListQuery = Type.Object({
  include_stats: Type.Optional(Type.String({ description: '"true" adds the number of parts' })),
})

/** `GET /api/types`: all of them, with the number of their parts when asked. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { types, dashboard } = app

  app.get(
    '/types',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List types',
        querystring: TypeListQuery,
        response: { 200: Type.Array(PartTypeSchema) },
      },
    },
    async ({ query }) => (isTrue(query.include_stats) ? dashboard.typesWithCounts() : types.list()),
  )
}

export default routes
