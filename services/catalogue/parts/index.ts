import fp from 'fastify-plugin'
import { PartService } from './part-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    parts: PartService
  }
}

export default fp(
  async (app) => {
    app.decorate('parts', new PartService(app.db, app.config.sellerIconSource))
  },
  { name: 'parts', fastify: '5.x', dependencies: ['config', 'database'] },
)
