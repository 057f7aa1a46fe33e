import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import boxes from './boxes/index.ts'
import inventory from './inventory/index.ts'
import partSearch from './part-search/index.ts'

/** Boxes, locations, stock and its history. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(boxes)
    await app.register(inventory)
    await app.register(partSearch)
  },
  { name: 'stock-wing', fastify: '5.x', dependencies: ['database'] },
)
