import type { FastifyInstance } from 'fastify'

const TEXT_EXPOSITION_FORMAT = 'text/plain; version=0.0.4; charset=utf-8'

/** The scrape: the whole default registry, for Prometheus alone and not for the public proxy. */
export default async function metricsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/', { config: { access: 'public' }, prefixTrailingSlash: 'no-slash' }, async (_request, reply) => {
    const text = await app.renderMetrics()
    return reply.header('content-type', TEXT_EXPOSITION_FORMAT).send(text)
  })
}
