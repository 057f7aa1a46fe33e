import fp from 'fastify-plugin'
import { numberedSellerGuard } from './numbered-seller-guard.ts'
import { SellerNumberService } from './seller-number-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sellerNumbers: SellerNumberService
  }
}

export default fp(
  async (app) => {
    app.sellers.deletionGuards.add(numberedSellerGuard)
    app.decorate('sellerNumbers', new SellerNumberService(app.db, app.parts))
  },
  { name: 'seller-numbers', fastify: '5.x', dependencies: ['database', 'parts', 'sellers'] },
)
