import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { BoxListItemSchema, BoxWithUsageSchema } from '../../../services/stock/boxes/schemas.ts'
import { isTrue } from '../../query-switch.ts'

const tags = ['Boxes']
const BoxListQuery = Type.Object({
  include_usage: Type.Optional(Type.String({ description: '"true" (the default) adds how full each box is' })),
})
// The serialiser takes the first variant that fits: the one with more required fields comes first.
const BoxList = Type.Union([Type.Array(BoxWithUsageSchema), Type.Array(BoxListItemSchema)])

/** `GET /api/boxes`: all of them, with how full they are unless that is switched off. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { boxes, dashboard } = app

  app.get(
    '/boxes',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'List boxes', querystring: BoxListQuery, response: { 200: BoxList } },
    },
    async ({ query }) => (isTrue(query.include_usage, true) ? dashboard.boxesWithUsage() : boxes.list()),
  )
}

export default routes
