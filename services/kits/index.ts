import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import billsOfMaterials from './bills-of-materials/index.ts'
import kits from './kits/index.ts'
import pickListReport from './pick-list-report/index.ts'
import pickLists from './pick-lists/index.ts'

/** Bills of materials, what they reserve, and how they are picked. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(kits)
    await app.register(billsOfMaterials)
    await app.register(pickLists)
    await app.register(pickListReport)
  },
  { name: 'kits-wing', fastify: '5.x', dependencies: ['database'] },
)
