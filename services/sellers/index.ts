import fp from 'fastify-plugin'
import { SellerService } from './seller-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sellers: SellerService
  }
}

export default fp(
  async (app) => {
    app.decorate('sellers', new SellerService(app.db, app.config.sellerIconSource))
  },
  { name: 'sellers', fastify: '5.x', dependencies: ['config', 'database'] },
)
