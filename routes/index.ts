import type { FastifyInstance } from 'fastify'
import types from './api/types/index.ts'

const API = { prefix: '/api' }

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await app.register(types, API)
}
