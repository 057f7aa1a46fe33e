import fp from 'fastify-plugin'
import { KitUsageService } from './kit-usage-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    kitUsage: KitUsageService
  }
}

export default fp(
  async (app) => {
    app.decorate('kitUsage', new KitUsageService(app.db))
  },
  { name: 'kits', fastify: '5.x', dependencies: ['database'] },
)
