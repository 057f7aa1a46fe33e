import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import boxes from './boxes/index.ts'
import bulkEdit from './bulk-edit/index.ts'
import counting from './counting/index.ts'
import inventory from './inventory/index.ts'
import moves from './moves/index.ts'
import operations from './operations/index.ts'
import partSearch from './part-search/index.ts'
import receipts from './receipts/index.ts'
import retiredParts from './retired-parts/index.ts'
import undo from './undo/index.ts'

/** Boxes, locations, stock and its history. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(operations)
    await app.register(boxes)
    await app.register(inventory)
    await app.register(retiredParts)
    await app.register(undo)
    await app.register(receipts)
    await app.register(counting)
    await app.register(moves)
    await app.register(partSearch)
    await app.register(bulkEdit)
  },
  { name: 'stock-wing', fastify: '5.x', dependencies: ['database'] },
)
