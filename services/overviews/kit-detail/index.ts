import fp from 'fastify-plugin'
import { KitDetailService } from './kit-detail-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    kitDetails: KitDetailService
  }
}

export default fp(
  async (app) => {
    app.decorate('kitDetails', new KitDetailService(app.db))
  },
  { name: 'kit-detail', fastify: '5.x', dependencies: ['database'] },
)
