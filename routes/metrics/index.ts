import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

const TEXT_EXPOSITION_FORMAT = 'text/plain; version=0.0.4; charset=utf-8'

const SCHEMA = {
  tags: ['Operation'],
  summary: 'Metrics for Prometheus',
  response: {
    200: { description: 'The metrics as text', content: { 'text/plain': { schema: Type.String() } } },
  },
}

/** The scrape: the whole default registry, for Prometheus alone and not for the public proxy. */
export default async function metricsRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/',
    { config: { access: 'public' }, prefixTrailingSlash: 'no-slash', schema: SCHEMA },
    async (_request, reply) => {
      const text = await app.renderMetrics()
      return reply.header('content-type', TEXT_EXPOSITION_FORMAT).send(text)
    },
  )
}
