import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import drain from './drain.ts'
import { healthResponse } from './schemas.ts'

const tags = ['Operation']

/** Probes for the cluster, without authentication: is the process alive, can it serve, and the drain before its end. */
const healthRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { lifecycle, liveness, readiness } = app

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Is the process alive', response: { 200: healthResponse } },
    },
    async () => {
      const { results } = await liveness.run()
      return { ...results, status: 'alive', ready: true }
    },
  )

  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: { tags, summary: 'Can it serve', response: { 200: healthResponse, 503: healthResponse } },
    },
    async (_request, reply) => {
      if (lifecycle.isShuttingDown) return reply.code(503).send({ status: 'shutting down', ready: false })
      const { ok, results } = await readiness.run()
      if (!ok) return reply.code(503).send({ ...results, status: 'not ready', ready: false })
      return { ...results, status: 'ready', ready: true }
    },
  )

  await app.register(drain)
}

export default healthRoutes
