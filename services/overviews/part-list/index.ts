import fp from 'fastify-plugin'
import { PartList } from './part-list.ts'

declare module 'fastify' {
  interface FastifyInstance {
    partList: PartList
  }
}

export default fp(
  async (app) => {
    app.decorate('partList', new PartList(app.db, app.kitUsage, app.memberships, app.config.sellerIconSource))
  },
  { name: 'part-list', fastify: '5.x', dependencies: ['config', 'database', 'kits', 'list-memberships'] },
)
