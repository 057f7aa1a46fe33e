import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import boxes from './boxes/index.ts'
import inventory from './inventory/index.ts'

/** What lies where: boxes, locations, stock and its history. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(boxes)
    await app.register(inventory)
  },
  { name: 'stock-wing', fastify: '5.x', dependencies: ['database'] },
)
