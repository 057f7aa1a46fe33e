import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import dashboard from './dashboard/index.ts'
import kitDetail from './kit-detail/index.ts'
import listMemberships from './list-memberships/index.ts'
import listReceipts from './list-receipts/index.ts'
import partList from './part-list/index.ts'
import partSearch from './part-search/index.ts'

/** Services that read data of several wings: the part list, memberships, receipts, the detail of a kit and the dashboard. */
export default fp(
  async (app: FastifyInstance) => {
    await app.register(listMemberships)
    await app.register(listReceipts)
    await app.register(partList)
    await app.register(partSearch)
    await app.register(kitDetail)
    await app.register(dashboard)
  },
  { name: 'overviews-wing', fastify: '5.x', dependencies: ['database'] },
)
