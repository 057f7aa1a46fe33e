import fp from 'fastify-plugin'
import { PartSearchPage } from './part-search-page.ts'

declare module 'fastify' {
  interface FastifyInstance {
    partSearchPage: PartSearchPage
  }
}

export default fp(
  async (app) => {
    app.decorate('partSearchPage', new PartSearchPage(app.db, app.partSearch, app.partList))
  },
  { name: 'part-search-page', fastify: '5.x', dependencies: ['database', 'part-list', 'part-search'] },
)
