import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import dashboard from './dashboard/index.ts'
import types from './types/index.ts'

/** Every domain service, in the order of their dependencies. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(types)
    await app.register(dashboard)
  },
  { name: 'services', fastify: '5.x', dependencies: ['database'] },
)
