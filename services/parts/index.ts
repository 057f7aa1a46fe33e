import fp from 'fastify-plugin'
import { PartList } from './part-list.ts'
import { PartService } from './part-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    parts: PartService
    partList: PartList
  }
}

export default fp(
  async (app) => {
    const { sellerIconSource } = app.config
    app.decorate('parts', new PartService(app.db, sellerIconSource))
    app.decorate('partList', new PartList(app.db, app.kitUsage, app.memberships, sellerIconSource))
  },
  { name: 'parts', fastify: '5.x', dependencies: ['config', 'database', 'kits', 'list-memberships'] },
)
