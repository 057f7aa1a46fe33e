import type { FastifyInstance } from 'fastify'
import dashboard from './api/dashboard/index.ts'
import docs from './api/docs/index.ts'
import types from './api/types/index.ts'
import health from './health/index.ts'
import metrics from './metrics/index.ts'

const API = { prefix: '/api' }

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await app.register(health, { prefix: '/health' })
  await app.register(metrics, { prefix: '/metrics' })
  await app.register(docs, API)
  await app.register(types, API)
  await app.register(dashboard, API)
}
