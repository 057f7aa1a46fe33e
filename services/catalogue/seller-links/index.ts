import fp from 'fastify-plugin'
import { SellerLinkService } from './seller-link-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sellerLinks: SellerLinkService
  }
}

export default fp(
  async (app) => {
    app.decorate('sellerLinks', new SellerLinkService(app.db, app.config.sellerIconSource))
  },
  { name: 'seller-links', fastify: '5.x', dependencies: ['config', 'database'] },
)
