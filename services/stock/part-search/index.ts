import fp from 'fastify-plugin'
import { CommonThings } from './common-things.ts'
import { NameCache } from './names/name-cache.ts'
import { PartSearch } from './part-search.ts'
import { PartSuggestions } from './part-suggestions.ts'

declare module 'fastify' {
  interface FastifyInstance {
    partSearch: PartSearch
    partSuggestions: PartSuggestions
  }
}

export default fp(
  async (app) => {
    const names = new NameCache(app.db)
    app.decorate('partSearch', new PartSearch(app.db, names))
    const common = new CommonThings(app.db)
    app.registerForPolling('part-search-names', () => common.refresh())
    app.decorate('partSuggestions', new PartSuggestions(app.db, names, common))
  },
  { name: 'part-search', fastify: '5.x', dependencies: ['database', 'metrics-poller', 'search-documents'] },
)
