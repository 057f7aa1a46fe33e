import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import dashboard from './dashboard/index.ts'
import listMemberships from './list-memberships/index.ts'
import partList from './part-list/index.ts'

/** What reads across the wings: the part list, memberships and the dashboard. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(listMemberships)
    await app.register(partList)
    await app.register(dashboard)
  },
  { name: 'overviews-wing', fastify: '5.x', dependencies: ['database'] },
)
