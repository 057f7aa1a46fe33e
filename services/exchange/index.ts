import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import exports from './exports/index.ts'
import imports from './imports/index.ts'
import labels from './labels/index.ts'
import scans from './scans/index.ts'

/** How data of other tools and shops come in, and how everything goes out. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(exports)
    await app.register(imports)
    await app.register(labels)
    await app.register(scans)
  },
  { name: 'exchange-wing', fastify: '5.x', dependencies: ['database'] },
)
