import fp from 'fastify-plugin'
import { SellerLogoService } from './seller-logo-service.ts'
import { SellerService } from './seller-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sellers: SellerService
    sellerLogos: SellerLogoService
  }
}

export default fp(
  async (app) => {
    const sellers = new SellerService(app.db, app.config.sellerIconSource)
    app.decorate('sellers', sellers)
    app.decorate('sellerLogos', new SellerLogoService(app.contents, sellers))
  },
  { name: 'sellers', fastify: '5.x', dependencies: ['config', 'database', 'documents'] },
)
