import fp from 'fastify-plugin'
import { SellerIconService } from './seller-icon-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sellerIcons: SellerIconService
  }
}

export default fp(
  async (app) => {
    const { config, db, log, siteIcons } = app
    const looksForIcons = config.sellerIconSource === 'favicon'
    const icons = new SellerIconService({ db, icons: siteIcons, looksForIcons, log })
    app.decorate('sellerIcons', icons)
    app.addHook('onClose', () => icons.close())
  },
  { name: 'seller-icons', fastify: '5.x', dependencies: ['config', 'database', 'url-reader'] },
)
