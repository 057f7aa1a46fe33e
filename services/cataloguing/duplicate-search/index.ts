import fp from 'fastify-plugin'
import { DuplicateLookup } from './duplicate-lookup.ts'
import { DuplicateSearchService } from './duplicate-search-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    duplicateSearch: DuplicateSearchService
    duplicateLookup: DuplicateLookup
  }
}

export default fp(
  async (app) => {
    const { db, ai, log } = app
    app.decorate('duplicateLookup', new DuplicateLookup(db))
    app.decorate('duplicateSearch', new DuplicateSearchService({ db, ai, log }))
  },
  { name: 'duplicate-search', fastify: '5.x', dependencies: ['database', 'ai-runner'] },
)
