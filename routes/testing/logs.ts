import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { testingOnly } from './testing-only.ts'

const LogStreamQuery = Type.Object({
  request_id: Type.Optional(Type.String({ minLength: 1, description: 'Replaces the correlation id of this request' })),
})

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'Cache-Control',
}

/** `GET /api/testing/logs/stream`: what the service logs, live. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  testingOnly(app)

  app.get(
    '/testing/logs/stream',
    {
      config: { access: 'public', holdsShutdown: false },
      exposeHeadRoute: false,
      // The stream would feed on the records about itself.
      logLevel: 'silent',
      schema: {
        tags: ['Testing'],
        summary: 'Follow the log',
        querystring: LogStreamQuery,
        response: {
          200: { description: 'The records', content: { 'text/event-stream': { schema: Type.String() } } },
        },
      },
    },
    (request, reply) => {
      const correlationId = request.query.request_id ?? request.id
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      reply.raw.writeHead(200, { ...HEADERS, 'x-request-id': correlationId })
      app.logStream.open(reply.raw, correlationId)
    },
  )
}

export default routes
