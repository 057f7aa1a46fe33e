import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { AccessLogEntrySchema } from '../../../services/access/access-log/schemas.ts'

const AccessLogQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  after: Type.Optional(
    Type.String({ pattern: '^\\d{1,15}$', description: 'From the link to the next page, in the header `Link`' }),
  ),
})

/** `/api/access-log`: who was let in and out, and by whom. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { accessLog } = app

  app.get(
    '/access-log',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['People and devices'],
        summary: 'Read the log of access',
        description: 'Changes of people, devices and access tokens, and wrong codes; the newest first.',
        querystring: AccessLogQuery,
        response: { 200: Type.Array(AccessLogEntrySchema) },
      },
    },
    async ({ query }, reply) => {
      const { limit = 100, after } = query
      const entries = await accessLog.list(limit, after === undefined ? null : Number(after))
      const last = entries.at(-1)
      if (last !== undefined && entries.length === limit) {
        reply.header('link', `<${app.prefix}/access-log?limit=${limit}&after=${last.id}>; rel="next"`)
      }
      return entries
    },
  )
}

export default routes
