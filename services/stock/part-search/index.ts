import fp from 'fastify-plugin'
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
    app.decorate('partSuggestions', new PartSuggestions(app.db, names))
  },
  { name: 'part-search', fastify: '5.x', dependencies: ['database', 'search-documents'] },
)
